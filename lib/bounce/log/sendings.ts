/** What earlier lines told of a message that later lines name by its queue id only. */
export type Sending = { messageId: string | null; envelopeFrom: string | null }

/** Messages that one server has under way at once are fewer; logs whose ends were cut off never say that one is gone. */
const SENDINGS_MAX = 50_000

/** What is remembered of messages, by queue id. The oldest are forgotten for the newest, so that memory stays flat. */
export class Sendings<Known = Sending> {
  // Two halves, of which the older one goes as a whole: to find the oldest one of a single map takes longer the more went before it.
  #newer = new Map<string, Known>()
  #older = new Map<string, Known>()

  get size(): number {
    return this.#newer.size + this.#older.size
  }

  get(id: string): Known | undefined {
    return this.#newer.get(id) ?? this.#older.get(id)
  }

  set(id: string, known: Known): void {
    this.#older.delete(id)
    this.#newer.set(id, known)
    if (this.#newer.size < SENDINGS_MAX / 2) return
    this.#older = this.#newer
    this.#newer = new Map()
  }

  forget(id: string): void {
    if (!this.#newer.delete(id)) this.#older.delete(id)
  }
}
