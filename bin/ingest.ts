import path from 'node:path'

import { SingleBar } from 'cli-progress'

import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { shortageOf } from '#lib/capacity/shortage.ts'
import { readConfig } from '#lib/config.ts'
import { PlainError } from '#lib/plain-error.ts'

import { startWorking } from '../worker/main.ts'
import { chooseOrganization, takeOrganization } from './choose-organization.ts'
import { type Door, HandIn, type Listener } from './hand-in.ts'
import { refuseDemo, withInstallation } from './installation.ts'
import { listFiles, readInputs } from './list-inputs.ts'

/**
 * `signet ingest PATH…`: hands in files, folders, Maildirs and mailboxes and waits for their outcomes. Reads them itself, beside
 * a running Signet or without one. Exits with 0 when all was stored or here already, 1 when something was rejected, 2 when a path is wrong.
 */

type Tally = { stored: number; duplicate: number; quarantined: number; rejected: number; messages: number }

export async function ingest(args: string[]): Promise<number> {
  const { organization, rest: paths } = takeOrganization(args)
  if (paths.length === 0) {
    console.error('Usage: npm run signet -- ingest PATH… [--organization ID]')
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
    const { id: organizationId } = await chooseOrganization(organization)
    const worker = await startWorking(pool, config)
    const door = { pool, config, organizationId }
    try {
      // Whoever lost the lock of a living worker would see its jobs given to another one.
      return await Promise.race([handInAll(files, door), worker.done.then(() => never, lost)])
    } finally {
      await worker.stop()
    }
  })
}

const never = new Promise<never>(() => {})

function lost({ message }: Error): never {
  throw new PlainError(`The database was lost (${message}). Hand everything in again: nothing counts twice.`)
}

async function handInAll(files: string[], door: Door): Promise<number> {
  const bar = new SingleBar({
    format: '{bar} {value} of {total} files  {messages} messages',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  })
  const { tally, problems, reject, listener } = keepTally()
  const handIn = new HandIn(door, listener)
  let isShort = false
  bar.start(files.length, 0, tally)
  for (const file of files) {
    const shortage = await readDiskShortage(door.config)
    if (shortage) {
      reject(shortage.sentence)
      isShort = true
      break
    }
    try {
      for await (const { name, bytes } of readInputs(file)) await handIn.add(name, bytes.read())
    } catch (error) {
      reject(`${path.basename(file)}: it cannot be read (${(error as Error).message})`)
    }
    bar.increment(tally)
  }
  // Without room the worker waits as well: what was taken in is read when there is some.
  await handIn.end(() => isShort)
  if (!isShort) bar.update(files.length, tally)
  bar.stop()
  for (const problem of problems) console.error(problem)
  const { stored, duplicate, rejected, messages } = tally
  console.log(
    `${stored} stored, ${duplicate} already here, ${rejected} rejected; ${messages} messages in what was stored.`,
  )
  return rejected > 0 ? 1 : 0
}

/** Counts what becomes of submissions. */
function keepTally() {
  const tally: Tally = { stored: 0, duplicate: 0, quarantined: 0, rejected: 0, messages: 0 }
  const problems: string[] = []
  const reject = (problem: string): void => {
    tally.rejected++
    problems.push(problem)
  }
  const listener: Listener = {
    onOutcome: ({ status, filename, reason, messages }) => {
      tally[status]++
      tally.messages += messages
      if (reason) problems.push(`${filename}: ${reason.code}: ${reason.message}`)
    },
    onFault: (filename, error) =>
      reject(`${filename}: it was not taken in. ${shortageOf(error)?.sentence ?? (error as Error).message}`),
  }
  return { tally, problems, reject, listener }
}
