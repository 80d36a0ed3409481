/** Chance that can be repeated: the same seed and case number give the same choices on every machine (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number, caseNumber: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(caseNumber + 1, 0xc2b2ae35)
    // Neighbouring cases begin with neighbouring states.
    this.below(2)
    this.#state ^= this.below(2 ** 31)
  }

  /** A whole number from 0 to `end`, which is left out; 0 when there is none. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end)
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!
  }

  /** A stretch within 0 and `length`: short ones often, long ones at times. */
  stretch(length: number): { start: number; end: number } {
    const start = this.below(length + 1)
    const reach = this.oneIn(4) ? length : this.pick([1, 2, 8, 64, 512])
    return { start, end: Math.min(length, start + this.below(reach + 1)) }
  }
}
