import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'
import { addDays, dayOfInstant } from '../filter.ts'
import type { Job, JobResults } from '../jobs/job.ts'
import type { JobDeps } from '../jobs/run-job.ts'
import { writeProgress } from '../jobs/write-progress.ts'
import { OLD_BYTES, removeBytes } from './remove-bytes.ts'
import { OLD_RECORDS, moveRecordsEdge, removeRecords } from './remove-records.ts'
import { OLD_REPORTS, removeReports, removeRestOfSums, removeSources } from './remove-sums.ts'
import { readRetention } from './retention-settings.ts'
import type { Edge, RetentionStep } from './retention-step.ts'

/**
 * Removes what an organization no longer keeps: bytes, then records, then reports with their daily sums, then sources that nobody
 * names any more. In small transactions, each with what it says of itself; whatever happens in between, a rebuild of the
 * sums gives the sums there are.
 */
export async function applyRetention(
  job: Job<'retention'>,
  { pool, now, signal }: JobDeps,
): Promise<JobResults['retention']> {
  const { organizationId } = job
  const settings = await readRetention(pool, organizationId)
  const today = dayOfInstant(now())
  const edge = (days: number | null): Edge | null =>
    days === null ? null : { organizationId, keptFrom: addDays(today, -days) }
  const [bytes, records, sums] = [
    edge(settings.keepBytesDays),
    edge(settings.keepRecordsDays),
    edge(settings.keepSumsDays),
  ]
  if (records) await moveRecordsEdge(pool, records)

  const steps: RetentionStep[] = []
  if (bytes) steps.push(removeBytes(bytes))
  if (records) steps.push(removeRecords(records))
  if (sums) steps.push(removeReports(sums), removeRestOfSums(sums), removeSources(sums))

  let { done, result } = job
  const total =
    done +
    (await countOld(pool, OLD_BYTES, bytes)) +
    (await countOld(pool, OLD_RECORDS, records)) +
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
