import { type RefusalCode, refuse } from '../errors.ts'
import { Budget, LimitReached } from './budget.ts'
import type { UnpackedDocument } from './document.ts'
import type { Walk } from './found.ts'
import type { Limits } from './limits.ts'
import { open } from './open.ts'
import type { Spool } from './spool.ts'

/**
 * Bytes in, documents out: whatever was handed in, by its content alone, down to the XML that may be a report. It never
 * believes a name, a type or a size, and never reads more than the limits allow. What a report says is not its
 * business.
 *
 * Numbers the documents from 0, the same bytes always in the same way, and gives at least one. Unreadable input is a
 * document with its refusal, never an exception. A limit on the whole ends the walk with one refusal; documents before
 * it stand.
 * @param input stays the caller's to close; it may be handed out as `bytes` of a document.
 * @param options.directory where temporary files go; they are gone when the generator ends or is left.
 */
export async function* unpack(
  input: Spool,
  { limits, directory }: { limits: Limits; directory: string },
): AsyncGenerator<UnpackedDocument> {
  if (input.size > limits.inputBytesMax) {
    yield rejection(0, 'too-large', `It has more than ${limits.inputBytesMax} bytes (LIMIT_INPUT_BYTES).`)
    return
  }
  const walk: Walk = {
    budget: new Budget(limits, input.size),
    directory,
    open: (bytes, place) => open(bytes, place, walk),
  }
  let ordinal = 0
  try {
    for await (const found of open(input, { name: null, depth: 0, isMailed: false }, walk))
      yield { ordinal: ordinal++, ...found }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error
    yield { ordinal, name: null, kind: 'other', bytes: null, mail: null, refusal: error.refusal }
  }
}

function rejection(ordinal: number, code: RefusalCode, detail: string): UnpackedDocument {
  return { ordinal, name: null, kind: 'other', bytes: null, mail: null, refusal: refuse(code, detail) }
}
