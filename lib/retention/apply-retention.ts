import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'
import { addDays, dayOfInstant } from '../filter.ts'
import { type Job, type JobResults, NOTHING_DONE } from '../jobs/job.ts'
import type { JobDeps } from '../jobs/run-job.ts'
import { writeProgress } from '../jobs/write-progress.ts'
import { OLD_BYTES, OLD_PRIVATE_BYTES, removeBytes } from './remove-bytes.ts'
import { OLD_BOUNCES, OLD_HEADERS, removeDeliveries, removeHeaders } from './remove-deliveries.ts'
import { OLD_RECORDS, moveRecordsEdge, removeRecords } from './remove-records.ts'
import { OLD_REPORTS, removeReports, removeRestOfSums, removeSources } from './remove-sums.ts'
import { readRetention } from './retention-settings.ts'
import type { Edge, RetentionStep } from './retention-step.ts'

/**
 * Removes what an organization no longer keeps: bytes, then records and bounces, then reports with their daily sums, then sources that nobody
 * names any more. In small transactions, each with what it says of itself; whatever happens in between, a rebuild of the
 * sums gives the sums there are.
 */
export async function applyRetention(
  job: Job<'retention'>,
  { pool, now, signal }: JobDeps,
): Promise<JobResults['retention']> {
  const { organizationId } = job
  const settings = await readRetention(pool, organizationId)
  if (!settings) return job.result
  const today = dayOfInstant(now())
  const edge = (days: number | null): Edge | null =>
    days === null ? null : { organizationId, keptFrom: addDays(today, -days) }
  const privateDays = Math.min(settings.keepPrivateDays, settings.keepBytesDays ?? Infinity)
  const [bytes, privateBytes, records, sums] = [
    edge(settings.keepBytesDays),
    edge(privateDays)!,
    edge(settings.keepRecordsDays),
    edge(settings.keepSumsDays),
  ]
  if (records) await moveRecordsEdge(pool, records)

  const steps: RetentionStep[] = [removeBytes(privateBytes, OLD_PRIVATE_BYTES), removeHeaders(privateBytes)]
  if (bytes) steps.push(removeBytes(bytes, OLD_BYTES))
  if (records) steps.push(removeRecords(records), ...removeDeliveries(records))
  if (sums) steps.push(removeReports(sums), removeRestOfSums(sums), removeSources(sums))

  let { done } = job
  let result = { ...NOTHING_DONE.retention, ...job.result }
  const total =
    done +
    (await countOld(pool, OLD_PRIVATE_BYTES, privateBytes)) +
    (await countOld(pool, OLD_HEADERS, privateBytes)) +
    (await countOld(pool, OLD_BYTES, bytes)) +
    (await countOld(pool, OLD_RECORDS, records)) +
    (await countOld(pool, OLD_BOUNCES, records)) +
    (await countOld(pool, OLD_REPORTS, sums))
  for (const step of steps)
    for (let isLeft = true; isLeft;) {
      signal.throwIfAborted()
      isLeft = await inTransaction(pool, organizationId, async (client) => {
        const batch = await step(client)
        if (!batch) return false
        done += batch.done
        result = add(result, batch.removed)
        await writeProgress(client, job, { total, done, result })
        return true
      })
    }
  return result
}

async function countOld(pool: pg.Pool, old: string, edge: Edge | null): Promise<number> {
  if (!edge) return 0
  const { rows } = await asTenant(pool, edge.organizationId).query<{ count: number }>(
    `select count(*)::int as count from ${old}`,
    [edge.organizationId, edge.keptFrom],
  )
  return rows[0]!.count
}

function add(result: JobResults['retention'], removed: Partial<JobResults['retention']>): JobResults['retention'] {
  const sum = { ...result }
  for (const [what, count] of Object.entries(removed)) sum[what as keyof typeof sum] += count
  return sum
}
