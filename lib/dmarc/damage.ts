import { type RefusalCode, RefusalError } from '../errors.ts'

/**
 * The strict reader cannot go on, but the lenient one may be able to. The refusal stands when that one finds nothing
 * that it may repair, or when the document is too long for it.
 */
export class DamageError extends Error {
  override readonly name = 'DamageError'
  readonly #code: RefusalCode

  /** @param detail what was found, a sentence of its own. */
  constructor(code: RefusalCode, detail: string) {
    super(detail)
    this.#code = code
  }

  toRefusal(): RefusalError {
    return new RefusalError(this.#code, this.message)
  }

  /** The refusal of a text that has its closing root after all. */
  toRefusalOfWhole(): RefusalError {
    if (this.#code !== 'truncated') return this.toRefusal()
    return new RefusalError('malformed-xml', 'A tag or comment does not end where it should (a bare & in a tag, say).')
  }
}

/** The document breaks a rule of XML itself; `message` is the parser's. */
export function notWellFormed(message: string): DamageError {
  return new DamageError('malformed-xml', `The XML reader says: ${message}`)
}

/** The root is not `feedback`; a report may still stand inside, behind an unclosed `xs:schema` say. */
export function notFeedback(): DamageError {
  return new DamageError('not-a-report', 'Its root element is not feedback.')
}

/**
 * The text ends, and the root is still open. A bare & looks the same, because saxes goes on looking for the ; behind
 * it.
 */
export function rootNotClosed(): DamageError {
  return new DamageError('truncated', 'The closing </feedback> is missing.')
}

/** For 1 MiB saxes had nothing to tell: one long tag, text or comment, or again a bare &. */
export function silent(): DamageError {
  return new DamageError('field-too-long', 'One tag, text or comment is longer than 1 MiB.')
}
