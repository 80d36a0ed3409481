import type pg from 'pg'

import type { Edge, RetentionStep } from './retention-step.ts'

const REPORTS_MAX = 200
const RECORDS_MAX = 5_000

/** Reports, under the alias `p`, that have a record of a day before $2; those that came late among them. */
export const OLD_RECORDS = `report p where p."organizationId" = $1 and p."firstDay" < $2 and exists (
  select 1 from record r where r."organizationId" = $1 and r."reportId" = p.id and r.day < $2)`

/**
 * From now on the daily sums of days before `keptFrom` are no longer made anew; waits for deletions that are doing so. Records are
 * removed only after that, so that a rebuild always gives the sums there are.
 */
export async function moveRecordsEdge(pool: pg.Pool, { organizationId, keptFrom }: Edge): Promise<void> {
  await pool.query(
    `update organization set "recordsKeptFrom" = $2
     where id = $1 and ("recordsKeptFrom" is null or "recordsKeptFrom" < $2)`,
    [organizationId, keptFrom],
  )
}

/** Removes the records of days before the edge, of long reports those of their earlier days only. */
export function removeRecords({ organizationId, keptFrom }: Edge): RetentionStep {
  let after = { lastDay: '-infinity', id: '00000000-0000-0000-0000-000000000000' }
  let reportIds: string[] = []
  return async (client) => {
    if (reportIds.length === 0) {
      const { rows } = await client.query<{ id: string; lastDay: string }>(
        `select p.id, p."lastDay"::text as "lastDay" from ${OLD_RECORDS} and (p."lastDay", p.id) > ($3::date, $4::uuid)
         order by p."lastDay", p.id limit ${REPORTS_MAX}`,
        [organizationId, keptFrom, after.lastDay, after.id],
      )
      if (rows.length === 0) return null
      reportIds = rows.map(({ id }) => id)
      after = rows.at(-1)!
    }
    const { rowCount } = await client.query(
      `delete from record where ctid = any(array(
         select ctid from record where "organizationId" = $1 and "reportId" = any($3) and day < $2 limit ${RECORDS_MAX}))`,
      [organizationId, keptFrom, reportIds],
    )
    const records = rowCount ?? 0
    if (records === RECORDS_MAX) return { done: 0, removed: { records } }
    const done = reportIds.length
    reportIds = []
    return { done, removed: { records } }
  }
}
