import path from 'node:path'

import type pg from 'pg'

import type { Config } from '#lib/config.ts'
import { InFlight } from '#lib/in-flight.ts'
import { type Received, accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import { type SubmissionOutcome, listOutcomes } from '#lib/queries/list-outcomes.ts'

/** Submissions that may wait for their outcome while the next are handed in. */
const OPEN_MAX = 1_000
/** Of those, submissions that may wait to be written down: such that come together are written together. */
const ARRIVING_MAX = 64
const POLL_MS = 100

export type Door = { pool: pg.Pool; config: Config; organizationId: string }

export type Listener = {
  /** A submission was written down. */
  onAccepted?: (id: string, filename: string) => void
  onOutcome: (outcome: SubmissionOutcome) => void
  /** A submission could not be written down. */
  onFault: (filename: string, error: unknown) => void
}

/** Hands in one submission after the other, and hears what becomes of them meanwhile. */
export class HandIn {
  readonly #door: Door
  readonly #listener: Listener
  readonly #arriving = new InFlight(ARRIVING_MAX)
  #open: string[] = []

  constructor(door: Door, listener: Listener) {
    this.#door = door
    this.#listener = listener
  }

  /** Takes the bytes now, which need not be there afterwards. */
  async add(filename: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const { pool, config, organizationId } = this.#door
    const { inputBytesMax } = config.limits
    const { received, tooLarge } = await receive(bytes, inputBytesMax, path.join(config.dataDir, 'tmp'))
    if (received) await this.#arriving.add(this.#accept(filename, received))
    else
      this.#open.push(
        (await acceptTooLarge(pool, { organizationId, via: 'cli', filename }, tooLarge, inputBytesMax)).id,
      )
    while (this.#open.length >= OPEN_MAX) await this.#settle()
  }

  /** Waits until all have their outcome, or `isStopping` says that nobody wants to know. */
  async end(isStopping: () => boolean = () => false): Promise<void> {
    await this.#arriving.end()
    while (this.#open.length > 0 && !isStopping()) await this.#settle()
  }

  async #accept(filename: string, received: Received): Promise<void> {
    const { pool, organizationId } = this.#door
    try {
      const { id } = await accept(pool, { organizationId, via: 'cli', filename }, received)
      this.#open.push(id)
      this.#listener.onAccepted?.(id, filename)
    } catch (error) {
      this.#listener.onFault(filename, error)
    } finally {
      await received.spool.close()
    }
  }

  /** Tells of those that have their outcome, and pauses when there was none. */
  async #settle(): Promise<void> {
    const { pool, organizationId } = this.#door
    const final = await listOutcomes(pool, organizationId, this.#open)
    for (const outcome of final) this.#listener.onOutcome(outcome)
    if (final.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    const settled = new Set(final.map(({ id }) => id))
    this.#open = this.#open.filter((id) => !settled.has(id))
  }
}
