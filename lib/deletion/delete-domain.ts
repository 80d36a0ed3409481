import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'
import type { Job, Removed } from '../jobs/job.ts'
import type { JobDeps } from '../jobs/run-job.ts'
import { writeProgress } from '../jobs/write-progress.ts'
import { type RollupPart, lockDomain } from '../rollup/roll-up.ts'
import { removeDeliveries } from './remove-deliveries.ts'
import { removeReports } from './remove-reports.ts'

/** What one transaction removes, unless the days of reports overlap: ingest about this domain waits meanwhile. */
const REPORTS_MAX = 500
const RECORDS_MAX = 20_000

/**
 * Deletes a domain with all reports that were here when the job was made, their records and sums, and with all bounces, deliveries and
 * complaints about it. The domain itself goes last, and stays when newer ones came.
 */
export async function deleteDomain(job: Job<'delete_domain'>, { pool, signal }: JobDeps): Promise<Removed> {
  const domainId = await findDomain(pool, job)
  if (!domainId) return job.result
  const total = job.done + (await countReports(pool, job, domainId))
  let { done, result } = job
  for (;;) {
    signal.throwIfAborted()
    const removed = await inTransaction(pool, job.organizationId, async (client) => {
      await lockDomain(client, job.organizationId, domainId)
      const batch = await findBatch(client, job, domainId)
      if (!batch) return null
      const { reports, records, messages } = await removeReports(client, batch.part, batch.reportIds)
      done += reports
      result = {
        reports: result.reports + reports,
        records: result.records + records,
        messages: result.messages + messages,
      }
      await writeProgress(client, job, { total, done, result })
      return batch
    })
    if (!removed) break
  }
  await removeDeliveries(job, domainId, { pool, signal })
  await removeDomain(pool, job.organizationId, domainId)
  return result
}

async function findDomain(pool: pg.Pool, { organizationId, subject }: Job<'delete_domain'>): Promise<string | null> {
  const { rows } = await asTenant(pool, organizationId).query<{ id: string }>(
    'select id from domain where "organizationId" = $1 and name = $2',
    [organizationId, subject.domain],
  )
  return rows[0]?.id ?? null
}

/** Reports of the domain that were here when the job was made: organization $1, domain $2, job $3. */
const OLD_REPORTS = `report where "organizationId" = $1 and "domainId" = $2
  and "createdAt" <= (select "createdAt" from job where "organizationId" = $1 and id = $3)`

async function countReports(pool: pg.Pool, job: Job, domainId: string): Promise<number> {
  const { rows } = await asTenant(pool, job.organizationId).query<{ count: number }>(
    `select count(*)::int as count from ${OLD_REPORTS}`,
    [job.organizationId, domainId, job.id],
  )
  return rows[0]!.count
}

type Batch = { part: RollupPart; reportIds: string[] }

/**
 * The oldest reports of one receiver, and with them every report that shares a day with any of them: so all that the sums of
 * their days hold is theirs, or has records to be made from anew, although records may be gone.
 */
async function findBatch(client: pg.ClientBase, job: Job, domainId: string): Promise<Batch | null> {
  const of = [job.organizationId, domainId, job.id]
  const first = await client.query<{ receiverId: string; lastDay: string }>(
    `with oldest as (
       select id, "receiverId", "lastDay", records from ${OLD_REPORTS} order by "receiverId", "lastDay", id limit ${REPORTS_MAX}),
     weighed as (
       select "receiverId", "lastDay", row_number() over w as position, sum(records) over w as records from oldest
       window w as (order by "receiverId", "lastDay", id))
     select "receiverId", to_char(max("lastDay"), 'YYYY-MM-DD') as "lastDay" from weighed
     where position = 1 or records <= ${RECORDS_MAX} group by "receiverId" order by "receiverId" limit 1`,
    of,
  )
  if (!first.rows[0]) return null
  const { receiverId } = first.rows[0]
  for (let { lastDay } = first.rows[0]; ;) {
    const { rows } = await client.query<{ firstDay: string; lastDay: string; ids: string[] }>(
      `select to_char(min("firstDay"), 'YYYY-MM-DD') as "firstDay", to_char(max("lastDay"), 'YYYY-MM-DD') as "lastDay",
         array_agg(id) as ids
       from ${OLD_REPORTS} and "receiverId" = $4 and "firstDay" <= $5`,
      [...of, receiverId, lastDay],
    )
    const found = rows[0]!
    if (found.lastDay === lastDay) {
      const { organizationId } = job
      return { part: { organizationId, domainId, receiverId, firstDay: found.firstDay, lastDay }, reportIds: found.ids }
    }
    lastDay = found.lastDay
  }
}

async function removeDomain(pool: pg.Pool, organizationId: string, domainId: string): Promise<void> {
  await inTransaction(pool, organizationId, async (client) => {
    await lockDomain(client, organizationId, domainId)
    await client.query(
      `delete from domain m where "organizationId" = $1 and id = $2 and not exists (
         select 1 from report p where p."organizationId" = $1 and p."domainId" = $2)
       and not exists (select 1 from bounce b where b."organizationId" = $1 and b."domainId" = $2)
       and not exists (select 1 from delivery d where d."organizationId" = $1 and d."domainId" = $2)
       and not exists (select 1 from complaint c where c."organizationId" = $1 and c."domainId" = $2)`,
      [organizationId, domainId],
    )
  })
}
