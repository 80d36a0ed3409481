import { type RefusalCode, RefusalError } from '../errors.ts'
import type { Limits } from './limits.ts'

/** Ends the whole walk over a submission, unlike the refusal of one document in it. */
export class LimitReached extends RefusalError {
  constructor(code: RefusalCode, detail: string) {
    super(code, detail)
    this.name = 'LimitReached'
  }
}

/** What one submission may still cost. Everything is charged before it is written anywhere; throws `LimitReached`. */
export class Budget {
  readonly #limits: Limits
  readonly #inputBytes: number
  #bytes = 0
  #entries = 0

  constructor(limits: Limits, inputBytes: number) {
    this.#limits = limits
    this.#inputBytes = inputBytes
  }

  get entriesLeft(): number {
    return this.#limits.entriesMax - this.#entries
  }

  takeBytes(count: number): void {
    this.#bytes += count
    const { unpackedBytesMax, ratioFreeBytes, ratioMax } = this.#limits
    if (this.#bytes > unpackedBytesMax)
      throw new LimitReached('too-large', `This unpacks to more than ${unpackedBytesMax} bytes (LIMIT_UNPACKED_BYTES).`)
    if (this.#bytes > ratioFreeBytes && this.#bytes > ratioMax * this.#inputBytes)
      throw new LimitReached('ratio-exceeded', `This unpacks to more than ${ratioMax} times its size (LIMIT_RATIO).`)
  }

  takeEntry(): void {
    this.#entries += 1
    const { entriesMax } = this.#limits
    if (this.#entries > entriesMax)
      throw new LimitReached('too-many-entries', `There are more than ${entriesMax} parts in it (LIMIT_ENTRIES).`)
  }

  allowsDepth(depth: number): boolean {
    return depth < this.#limits.depthMax
  }
}
