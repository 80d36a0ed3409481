import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'

const REPORTS_MAX = 200
const SUBMISSIONS_MAX = 100
const ROWS_MAX = 20_000
const WITHOUT_FOREIGN_KEY = ['daily_total', 'daily_source', 'source']
const DELIVERIES = ['bounce', 'delivery', 'complaint']

/**
 * Deletes an organization with everything in it, in batches and the organization last. May be killed and called again.
 * @param onProgress is told how many reports and submissions one batch removed.
 */
export async function deleteOrganization(
  pool: pg.Pool,
  organizationId: string,
  onProgress: (removed: number) => void,
): Promise<void> {
  const repeat = async (sql: string): Promise<void> => {
    for (;;) {
      const { rowCount } = await asTenant(pool, organizationId).query(sql, [organizationId])
      if (!rowCount) return
      onProgress(rowCount)
    }
  }
  await repeat(`with gone as (
      delete from report where "organizationId" = $1 and id in (
        select id from report where "organizationId" = $1 limit ${REPORTS_MAX}) returning id),
    records as (delete from record r using gone where r."organizationId" = $1 and r."reportId" = gone.id)
    select id from gone`)
  await repeat(`delete from submission where "organizationId" = $1 and id in (
    select id from submission where "organizationId" = $1 limit ${SUBMISSIONS_MAX})`)
  await removeRows(pool, organizationId)
  await inTransaction(pool, organizationId, async (client) => {
    // Every report that is being stored holds a domain before it needs its organization: once those are done, the next ones wait.
    await client.query('lock table domain in exclusive mode')
    await client.query('select 1 from organization where id = $1 for update', [organizationId])
    for (const table of ['record', 'report', ...WITHOUT_FOREIGN_KEY])
      await client.query(`delete from ${table} where "organizationId" = $1`, [organizationId])
    await client.query('delete from organization where id = $1', [organizationId])
  })
}

async function removeRows(pool: pg.Pool, organizationId: string): Promise<void> {
  for (const table of [...WITHOUT_FOREIGN_KEY, ...DELIVERIES])
    for (let removed: number | null = ROWS_MAX; removed === ROWS_MAX;)
      ({ rowCount: removed } = await asTenant(pool, organizationId).query(
        `delete from ${table} where ctid = any(array(
           select ctid from ${table} where "organizationId" = $1 limit ${ROWS_MAX}))`,
        [organizationId],
      ))
}
