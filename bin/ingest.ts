import path from 'node:path'

import { SingleBar } from 'cli-progress'
import type pg from 'pg'

import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { shortageOf } from '#lib/capacity/shortage.ts'
import { type Config, readConfig } from '#lib/config.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { InFlight } from '#lib/in-flight.ts'
import { type Arrival, type Received, accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import { PlainError } from '#lib/plain-error.ts'
import { type SubmissionOutcome, listOutcomes } from '#lib/queries/list-outcomes.ts'

import { startWorking } from '../worker/main.ts'
import { refuseDemo, withInstallation } from './installation.ts'
import { type Input, listFiles, readInputs } from './list-inputs.ts'

/**
 * `signet ingest PATH…`: hands in files, folders, Maildirs and mailboxes and waits for their outcomes. Reads them itself, beside
 * a running Signet or without one. Exits with 0 when all was stored or here already, 1 when something was rejected, 2 when a path is wrong.
 */

/** Submissions that may wait for their outcome while the next are handed in. */
const OPEN_MAX = 1_000
/** Of those, submissions that may wait to be written down: such that come together are written together. */
const ARRIVING_MAX = 64
const POLL_MS = 100

type Door = { pool: pg.Pool; config: Config; organizationId: string }
type Tally = { stored: number; duplicate: number; quarantined: number; rejected: number; messages: number }

export async function ingest(paths: string[]): Promise<number> {
  if (paths.length === 0) {
    console.error('Usage: npm run signet -- ingest PATH…')
    return 2
  }
  const files = await listFiles(paths).catch((error: Error) => error)
  if (files instanceof PlainError) {
    console.error(files.message)
    return 2
  }
  if (files instanceof Error) throw files
  return withInstallation(readConfig(), async ({ pool, config }) => {
    await refuseDemo()
    const worker = await startWorking(pool, config)
    try {
      return await handInAll(files, { pool, config, organizationId: await firstOrganizationId() })
    } finally {
      await worker.stop()
    }
  })
}

async function handInAll(files: string[], door: Door): Promise<number> {
  const bar = new SingleBar({
    format: '{bar} {value} of {total} files  {messages} messages',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  })
  const handing = new HandingIn(door)
  bar.start(files.length, 0, handing.tally)
  for (const file of files) {
    const shortage = await readDiskShortage(door.config)
    if (shortage) {
      bar.stop()
      console.error(shortage.sentence)
      return 1
    }
    try {
      for await (const input of readInputs(file)) await handing.add(input)
    } catch (error) {
      handing.reject(`${path.basename(file)}: it cannot be read (${(error as Error).message})`)
    }
    bar.increment(handing.tally)
  }
  await handing.end()
  bar.update(files.length, handing.tally)
  bar.stop()
  for (const problem of handing.problems) console.error(problem)
  const { stored, duplicate, rejected, messages } = handing.tally
  console.log(
    `${stored} stored, ${duplicate} already here, ${rejected} rejected; ${messages} messages in what was stored.`,
  )
  return rejected > 0 ? 1 : 0
}

/** Hands in one after the other, and counts what becomes of them meanwhile. */
class HandingIn {
  readonly tally: Tally = { stored: 0, duplicate: 0, quarantined: 0, rejected: 0, messages: 0 }
  readonly problems: string[] = []
  readonly #door: Door
  readonly #arriving = new InFlight(ARRIVING_MAX)
  #open: string[] = []

  constructor(door: Door) {
    this.#door = door
  }

  reject(problem: string): void {
    this.tally.rejected++
    this.problems.push(problem)
  }

  /** Takes the bytes now, which need not be there afterwards. */
  async add({ name, bytes }: Input): Promise<void> {
    const { pool, config, organizationId } = this.#door
    const arrival = { organizationId, via: 'cli', filename: name } as const
    const { inputBytesMax } = config.limits
    const { received, tooLarge } = await receive(bytes.read(), inputBytesMax, path.join(config.dataDir, 'tmp'))
    if (received) await this.#arriving.add(this.#accept(arrival, received))
    else this.#open.push((await acceptTooLarge(pool, arrival, tooLarge, inputBytesMax)).id)
    while (this.#open.length >= OPEN_MAX) await this.#settle()
  }

  /** Waits until all have their outcome. */
  async end(): Promise<void> {
    await this.#arriving.end()
    while (this.#open.length > 0) await this.#settle()
  }

  async #accept(arrival: Arrival, received: Received): Promise<void> {
    try {
      const id = await accept(this.#door.pool, arrival, received)
      this.#open.push(id)
    } catch (error) {
      this.reject(
        `${arrival.filename}: it was not taken in. ${shortageOf(error)?.sentence ?? (error as Error).message}`,
      )
    } finally {
      await received.spool.close()
    }
  }

  /** Counts those that have their outcome, and pauses when there was none. */
  async #settle(): Promise<void> {
    const { pool, organizationId } = this.#door
    const final = await listOutcomes(pool, organizationId, this.#open)
    for (const outcome of final) this.#count(outcome)
    if (final.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    const settled = new Set(final.map(({ id }) => id))
    this.#open = this.#open.filter((id) => !settled.has(id))
  }

  #count({ status, filename, reason, messages }: SubmissionOutcome): void {
    this.tally[status]++
    this.tally.messages += messages
    if (reason) this.problems.push(`${filename}: ${reason.code}: ${reason.message}`)
  }
}
