import type pg from 'pg'

import { lockDomain } from '../rollup/roll-up.ts'
import type { Edge, RetentionStep } from './retention-step.ts'

const REPORTS_MAX = 500
const SOURCES_MAX = 5_000

/** Reports, all of whose days are before $2. */
export const OLD_REPORTS = `report where "organizationId" = $1 and "lastDay" < $2`

/**
 * Removes reports that end before the edge with what is left of their records, and their domain's daily sums of the same days in
 * the same transaction. The ledger keeps its words about them.
 */
export function removeReports({ organizationId, keptFrom }: Edge): RetentionStep {
  return async (client) => {
    const oldest = await client.query<{ domainId: string; lastDay: string }>(
      `with oldest as (select "domainId", "lastDay" from ${OLD_REPORTS} order by "lastDay" limit ${REPORTS_MAX})
       select (select "domainId" from oldest limit 1) as "domainId", max("lastDay")::text as "lastDay" from oldest`,
      [organizationId, keptFrom],
    )
    const { domainId, lastDay } = oldest.rows[0]!
    if (!domainId) return null
    await lockDomain(client, organizationId, domainId)
    const until = [organizationId, domainId, lastDay]
    const records = await client.query(
      `delete from record r using report p where p."organizationId" = $1 and p."domainId" = $2 and p."lastDay" <= $3
         and r."organizationId" = $1 and r."reportId" = p.id`,
      until,
    )
    const { rows } = await client.query<{ id: string }>(
      'delete from report where "organizationId" = $1 and "domainId" = $2 and "lastDay" <= $3 returning id',
      until,
    )
    await client.query('update document set "reportId" = null where "organizationId" = $1 and "reportId" = any($2)', [
      organizationId,
      rows.map(({ id }) => id),
    ])
    const sums = await removeSums(client, `"domainId" = $2 and day <= $3`, until)
    return { done: rows.length, removed: { reports: rows.length, records: records.rowCount ?? 0, sums } }
  }
}

/** Removes what is left of old daily sums: those of reports that go on after the edge. */
export function removeRestOfSums({ organizationId, keptFrom }: Edge): RetentionStep {
  return async (client) => {
    const { rows } = await client.query<{ domainId: string; day: string }>(
      `select "domainId", day::text as day from daily_total where "organizationId" = $1 and day < $2 order by day limit 1`,
      [organizationId, keptFrom],
    )
    if (!rows[0]) return null
    const { domainId, day } = rows[0]
    await lockDomain(client, organizationId, domainId)
    return {
      done: 0,
      removed: { sums: await removeSums(client, `"domainId" = $2 and day <= $3`, [organizationId, domainId, day]) },
    }
  }
}

async function removeSums(client: pg.ClientBase, where: string, values: string[]): Promise<number> {
  let sums = 0
  for (const table of ['daily_total', 'daily_source'])
    sums += (await client.query(`delete from ${table} where "organizationId" = $1 and ${where}`, values)).rowCount ?? 0
  return sums
}

/** Removes sources that no day from the edge on names, nor a report that came late. */
export function removeSources({ organizationId, keptFrom }: Edge): RetentionStep {
  let after = '0.0.0.0/0'
  return async (client) => {
    const { rows } = await client.query<{ ip: string }>(
      // Locked first: a report that is being stored holds its sources until its sums are there to be seen.
      `select ip::text as ip from source where "organizationId" = $1 and "lastSeen" < $2 and ip > $3::inet
       order by ip limit ${SOURCES_MAX} for update`,
      [organizationId, keptFrom, after],
    )
    if (rows.length === 0) return null
    const ips = rows.map(({ ip }) => ip)
    const { rowCount } = await client.query(
      `delete from source s where "organizationId" = $1 and ip = any($2::inet[]) and not exists (
         select 1 from daily_source d where d."organizationId" = $1 and d."sourceIp" = s.ip)`,
      [organizationId, ips],
    )
    after = ips.at(-1)!
    return { done: 0, removed: { sources: rowCount ?? 0 } }
  }
}
