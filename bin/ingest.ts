import path from 'node:path'

import { SingleBar } from 'cli-progress'
import type pg from 'pg'

import { type Config, readConfig } from '#lib/config.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import { PlainError } from '#lib/plain-error.ts'
import { getSubmissions, isFinal } from '#lib/queries/list-submissions.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { startWorking } from '../worker/main.ts'
import { refuseDemo, withInstallation } from './installation.ts'
import { type Input, listFiles, readInputs } from './list-inputs.ts'

/**
 * `signet ingest PATH…`: hands in files, folders, Maildirs and mailboxes and waits for their outcomes. Reads them itself, beside
 * a running Signet or without one. Exits with 0 when all was stored or here already, 1 when something was rejected, 2 when a path is wrong.
 */

/** Submissions that may wait for their outcome while the next are handed in. */
const OPEN_MAX = 200
const POLL_MS = 200

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
  const tally: Tally = { stored: 0, duplicate: 0, quarantined: 0, rejected: 0, messages: 0 }
  const problems: string[] = []
  let open: string[] = []
  bar.start(files.length, 0, tally)
  for (const file of files) {
    try {
      for await (const input of readInputs(file)) {
        open.push(await handIn(input, door))
        while (open.length >= OPEN_MAX) open = await settle(open, door, tally, problems)
      }
    } catch (error) {
      tally.rejected++
      problems.push(`${path.basename(file)}: it cannot be read (${(error as Error).message})`)
    }
    bar.increment(tally)
  }
  while (open.length > 0) open = await settle(open, door, tally, problems)
  bar.update(files.length, tally)
  bar.stop()
  for (const problem of problems) console.error(problem)
  console.log(
    `${tally.stored} stored, ${tally.duplicate} already here, ${tally.rejected} rejected; ${tally.messages} messages in what was stored.`,
  )
  return tally.rejected > 0 ? 1 : 0
}

async function handIn({ name, bytes }: Input, { pool, config, organizationId }: Door): Promise<string> {
  const arrival = { organizationId, via: 'cli', filename: name } as const
  const { received, tooLarge } = await receive(
    bytes.read(),
    config.limits.inputBytesMax,
    path.join(config.dataDir, 'tmp'),
  )
  if (!received) return (await acceptTooLarge(pool, arrival, tooLarge, config.limits.inputBytesMax)).id
  try {
    return await accept(pool, arrival, received)
  } finally {
    await received.spool.close()
  }
}

/** Counts those that have their outcome and returns the others, after a pause when there was none. */
async function settle(open: string[], { organizationId }: Door, tally: Tally, problems: string[]): Promise<string[]> {
  const final = (await getSubmissions(organizationId, open)).filter(isFinal)
  for (const submission of final) count(submission, tally, problems)
  if (final.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  const settled = new Set(final.map(({ id }) => id))
  return open.filter((id) => !settled.has(id))
}

function count({ status, filename, reason, documents }: SubmissionRow, tally: Tally, problems: string[]): void {
  if (status !== 'queued' && status !== 'processing') tally[status]++
  for (const document of documents) if (document.status === 'stored') tally.messages += document.messages ?? 0
  if (reason) problems.push(`${filename}: ${reason.code}: ${reason.message}`)
}
