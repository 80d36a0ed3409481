/** Work that goes on while the caller does the next thing: at most so much at once; a fault is thrown by whoever adds or ends next. */
export class InFlight {
  readonly #max: number
  readonly #underWay = new Set<Promise<void>>()
  #fault: { error: unknown } | null = null

  constructor(max: number) {
    this.#max = max
  }

  /** Takes `work` that has begun; waits while there is as much as may be. */
  async add(work: Promise<void>): Promise<void> {
    const done = work
      .catch((error: unknown) => void (this.#fault ??= { error }))
      .finally(() => void this.#underWay.delete(done))
    this.#underWay.add(done)
    if (this.#underWay.size >= this.#max) await Promise.race(this.#underWay)
    this.#throwFault()
  }

  /** Waits until nothing is under way. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay)
    this.#throwFault()
  }

  #throwFault(): void {
    if (this.#fault) throw this.#fault.error
  }
}
