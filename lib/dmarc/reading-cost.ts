import { RefusalError } from '../errors.ts'

/** Elements within elements. A report needs 5, an honest extension a few more. */
const DEPTH_MAX = 32
/**
 * Characters of one record. The longest one seen has a few thousand; RFC 9990 wants at most 100 DKIM results in one, which take
 * less than a third of this. Hostile records of many tiny results take ten times as much memory as text.
 */
const RECORD_MAX = 64 * 1024
/** Characters of everything else together. */
const HEADER_MAX = 1024 * 1024
/** What an element costs beside its name and text, so that a million empty ones are too many as well. */
const ELEMENT_COST = 16

/**
 * What one document has cost to read, so that memory has a bound: the depth of elements, and the size of the record
 * that is being read or of everything else together. Throws a RefusalError (field-too-long) when it is too much.
 */
export class ReadingCost {
  #isRecord = false
  #recordCost = 0
  #headerCost = 0

  /** A direct child of the root begins; `name` is the local one. */
  startChild(name: string): void {
    this.#isRecord = name === 'record'
    this.#recordCost = 0
  }

  spendElement(name: string): void {
    this.spend(ELEMENT_COST + name.length)
  }

  spend(characters: number): void {
    if (this.#isRecord) this.#recordCost += characters
    else this.#headerCost += characters
    if (this.#recordCost > RECORD_MAX) throw new RefusalError('field-too-long', 'One record is longer than 64 KiB.')
    if (this.#headerCost > HEADER_MAX) throw new RefusalError('field-too-long', 'Its header is longer than 1 MiB.')
  }

  /** @param depth of the element that was opened; the root has 1. */
  checkDepth(depth: number): void {
    if (depth > DEPTH_MAX)
      throw new RefusalError('field-too-long', `Its elements are nested more than ${DEPTH_MAX} deep.`)
  }
}
