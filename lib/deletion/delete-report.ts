import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import { isUuid } from '../queries/is-uuid.ts'
import { type RollupPart, lockDomain } from '../rollup/roll-up.ts'
import { removeReports } from './remove-reports.ts'

/** `records-gone`: its share of the daily sums cannot be told any more, since retention removed records of its days. */
export type ReportDeletion = 'deleted' | 'missing' | 'records-gone'

/** What to say of a report that has `records-gone`. */
export const RECORDS_GONE =
  'Retention has removed records of this report, so its share of the daily sums can no longer be taken out. Delete its domain instead.'

type Found = Omit<RollupPart, 'organizationId'> & { recordsGone: boolean }

/** Deletes a report with its records, its share of the daily sums, its bytes and what the ledger says of it. */
export async function deleteReport(pool: pg.Pool, organizationId: string, id: string): Promise<ReportDeletion> {
  if (!isUuid(id)) return 'missing'
  return inTransaction(pool, organizationId, async (client) => {
    const seen = await findReport(client, organizationId, id, '')
    if (!seen) return 'missing'
    await lockDomain(client, organizationId, seen.domainId)
    // The organization is shared, so that retention does not move on before this transaction ends.
    const found = await findReport(client, organizationId, id, 'for share of o')
    if (!found) return 'missing'
    const { recordsGone, ...part } = found
    if (recordsGone) return 'records-gone'
    await removeReports(client, { organizationId, ...part }, [id])
    return 'deleted'
  })
}

async function findReport(
  client: pg.ClientBase,
  organizationId: string,
  id: string,
  lock: '' | 'for share of o',
): Promise<Found | undefined> {
  const { rows } = await client.query<Found>(
    `select p."domainId", p."receiverId", to_char(p."firstDay", 'YYYY-MM-DD') as "firstDay",
       to_char(p."lastDay", 'YYYY-MM-DD') as "lastDay", coalesce(p."firstDay" < o."recordsKeptFrom", false) as "recordsGone"
     from report p join organization o on o.id = p."organizationId"
     where p."organizationId" = $1 and p.id = $2 ${lock}`,
    [organizationId, id],
  )
  return rows[0]
}
