import { parseArgs } from 'node:util'

import { readConfig } from '#lib/config.ts'
import { asTenant, wholeOrganization } from '#lib/db/tenant.ts'
import { formatBytes } from '#lib/format/format-bytes.ts'
import { formatInstant } from '#lib/format/format-day.ts'
import { type JobResults, NOTHING_DONE } from '#lib/jobs/job.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { getRetention } from '#lib/queries/get-retention.ts'
import {
  type RetentionSettings,
  checkRetention,
  readRetention,
  writeRetention,
} from '#lib/retention/retention-settings.ts'

import { startWorking } from '../worker/main.ts'
import { chooseOrganization, takeOrganization } from './choose-organization.ts'
import { type Installation, withInstallation } from './installation.ts'
import { watchJob } from './watch-job.ts'

/**
 * `signet retention`: shows for how long the organization keeps what, and what the last run removed; `--bytes`, `--private`,
 * `--records` and `--sums` set it, `--now` removes at once. Exits with 0, with 1 when the run failed, with 2 when a setting is wrong.
 */

const USAGE =
  'Usage: npm run signet -- retention [--bytes DAYS|forever] [--private DAYS] [--records …] [--sums …] [--now] [--organization ID]'

type Changes = Partial<RetentionSettings>

export async function retention(args: string[]): Promise<number> {
  const { organization, rest } = takeOrganization(args)
  const asked = readArgs(rest)
  if (!asked) {
    console.error(USAGE)
    return 2
  }
  return withInstallation(readConfig(), async (installation) => {
    const { id: organizationId } = await chooseOrganization(organization)
    const wrong = await change(installation, organizationId, asked.changes)
    if (wrong) {
      console.error(wrong)
      return 2
    }
    const isDone = !asked.now || (await runNow(installation, organizationId))
    await show(organizationId)
    return isDone ? 0 : 1
  })
}

/** @returns null when the arguments cannot be understood; days that are no number are found when they are checked. */
function readArgs(args: string[]): { changes: Changes; now: boolean } | null {
  const string = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args,
      options: { bytes: string, private: string, records: string, sums: string, now: { type: 'boolean' } },
    })
    const changes: Changes = {}
    const days = (text: string): number | null => (text === 'forever' ? null : Number(text))
    if (values.bytes !== undefined) changes.keepBytesDays = days(values.bytes)
    if (values.private !== undefined) changes.keepPrivateDays = Number(values.private)
    if (values.records !== undefined) changes.keepRecordsDays = days(values.records)
    if (values.sums !== undefined) changes.keepSumsDays = days(values.sums)
    return { changes, now: values.now ?? false }
  } catch {
    return null
  }
}

/** @returns what is wrong with the settings as they would be, or null when they are so now. */
async function change({ pool }: Installation, organizationId: string, changes: Changes): Promise<string | null> {
  if (Object.keys(changes).length === 0) return null
  const settings = { ...(await readRetention(pool, organizationId))!, ...changes }
  const wrong = checkRetention(settings)
  if (!wrong) await writeRetention(pool, organizationId, settings)
  return wrong
}

async function runNow({ pool, config }: Installation, organizationId: string): Promise<boolean> {
  const worker = await startWorking(pool, config)
  try {
    const id = await startJob(asTenant(pool, organizationId), { organizationId, kind: 'retention', subject: {} })
    return (await watchJob(organizationId, id, 'submissions, bounces and reports')).status === 'done'
  } finally {
    await worker.stop()
  }
}

async function show(organizationId: string): Promise<void> {
  const retention = (await getRetention(wholeOrganization(organizationId)))!
  const days = (count: number | null): string => (count === null ? 'for ever' : `for ${count} days`)
  console.log(`Bytes are kept ${days(retention.keepBytesDays)}, from the day they came in.`)
  console.log(`Those that name people are kept ${days(retention.keepPrivateDays)}, and never longer than the others.`)
  console.log(
    `Records, bounces and deliveries are kept ${days(retention.keepRecordsDays)}, from the day they are about.`,
  )
  console.log(`Reports and daily sums are kept ${days(retention.keepSumsDays)}, from the day they are about.`)
  const run = retention.lastRun
  if (!run) return console.log('Nothing was removed yet.')
  console.log(`The last run, of ${formatInstant(run.createdAt)}, removed ${removedWords(run.result)}.`)
  if (run.reason) console.log(run.reason)
}

function removedWords(result: JobResults['retention']): string {
  const { submissions, bytes, records, reports, sums, sources, bounces, deliveries, complaints } = {
    ...NOTHING_DONE.retention,
    ...result,
  }
  return `${formatBytes(bytes)} of ${submissions} submissions, ${records} records, ${reports} reports, ${sums} rows of daily sums, ${sources} sources, ${bounces} bounces, ${deliveries} deliveries, ${complaints} complaints`
}
