import type pg from 'pg'

import { becomeTenant } from '../db/tenant.ts'

/**
 * Records come in, daily sums go out; pages read little else. Both tables are the same sum over `record`, once without and
 * once with the source, so that a rebuild and the steps that led there agree by construction. It knows nothing of verdicts:
 * they stand on the record.
 */

const KEY = ['organizationId', 'day', 'domainId', 'receiverId', 'verdict', 'disposition', 'spfAligned', 'dkimAligned']
const ROLLUPS = [
  { table: 'daily_total', key: KEY },
  { table: 'daily_source', key: [...KEY, 'sourceIp'] },
]

/** These columns of a key stand on the report, the others on the record. */
const ON_REPORT = new Set(['domainId', 'receiverId'])

/** A hostile report may claim counts that no 64-bit sum can hold; the sum then stays at this bound and never fails. */
const BOUND = '4611686018427387904'

/**
 * The records of some reports, by way of the reports. In a table that grows fast the planner knows nothing yet of its size, and
 * would read all of it; the fence (`offset 0`) leaves it the key of `record` alone.
 */
const RECORDS_OF_REPORTS = `report p cross join lateral (
  select * from record r where r."organizationId" = p."organizationId" and r."reportId" = p.id offset 0) r`
const ALL_RECORDS = `record r join report p on p."organizationId" = r."organizationId" and p.id = r."reportId"`

/** @param from of records (`r`) and their reports (`p`), with its `where`. */
function addSql({ table, key }: (typeof ROLLUPS)[number], from: string): string {
  const columns = key.map((name) => `"${name}"`).join(', ')
  const values = key.map((name) => `${ON_REPORT.has(name) ? 'p' : 'r'}."${name}"`).join(', ')
  const positions = key.map((_, index) => index + 1).join(', ')
  // Ordered by key, so that two transactions that add to the same rows take them in the same order and never deadlock.
  return `insert into ${table} as d (${columns}, messages, "estimatedMessages")
    select ${values}, least(sum(r.count), ${BOUND})::bigint,
      least(coalesce(sum(r.count) filter (where p."firstDay" < p."lastDay"), 0), ${BOUND})::bigint
    from ${from}
    group by ${positions} order by ${positions}
    on conflict (${columns}) do update set
      messages = least(d.messages::numeric + excluded.messages, ${BOUND})::bigint,
      "estimatedMessages" = least(d."estimatedMessages"::numeric + excluded."estimatedMessages", ${BOUND})::bigint`
}

/** Adds the records of reports, already written in this transaction, to the daily sums. */
export async function rollUp(client: pg.ClientBase, organizationId: string, reportIds: string[]): Promise<void> {
  for (const rollup of ROLLUPS)
    await client.query(
      addSql(
        rollup,
        `unnest($2::uuid[]) k (id) cross join lateral (
           select * from report p where p."organizationId" = $1 and p.id = k.id offset 0) p cross join lateral (
           select * from record r where r."organizationId" = $1 and r."reportId" = k.id offset 0) r`,
      ),
      [organizationId, reportIds],
    )
}

/**
 * Waits until nobody else writes about a domain in an open transaction, and has all others wait for this one's end. Whoever
 * stores a report shares the domain's row with others who do; to take it alone after that may end in a deadlock.
 */
export async function lockDomain(client: pg.ClientBase, organizationId: string, domainId: string): Promise<void> {
  await client.query('select 1 from domain where "organizationId" = $1 and id = $2 for update', [
    organizationId,
    domainId,
  ])
}

/** A part of the daily sums: one domain at one receiver, on these days (YYYY-MM-DD, both included). */
export type RollupPart = {
  organizationId: string
  domainId: string
  receiverId: string
  firstDay: string
  lastDay: string
}

/**
 * Makes a part of the daily sums anew from the records as they are in this transaction: after a report was replaced or before it
 * is gone for good. Nothing is subtracted, so the sums cannot drift, and a key of no message stays if some record has it. A report that is
 * being stored meanwhile would be counted twice or not at all, so the domain is this transaction's alone.
 */
export async function redoRollups(client: pg.ClientBase, part: RollupPart): Promise<void> {
  await lockDomain(client, part.organizationId, part.domainId)
  const values = [part.organizationId, part.domainId, part.receiverId, part.firstDay, part.lastDay]
  for (const rollup of ROLLUPS) {
    await client.query(
      `delete from ${rollup.table} where "organizationId" = $1 and "domainId" = $2 and "receiverId" = $3 and day between $4 and $5`,
      values,
    )
    await client.query(
      addSql(
        rollup,
        `${RECORDS_OF_REPORTS} where p."organizationId" = $1 and p."domainId" = $2 and p."receiverId" = $3 and p."lastDay" >= $4 and p."firstDay" <= $5
         and r.day between $4 and $5`,
      ),
      values,
    )
  }
}

/**
 * Makes the daily sums of all organizations anew from their records, one after the other, in the transaction given; ingest waits
 * meanwhile. Days whose records retention has removed keep the sums they have.
 */
export async function rebuildRollups(client: pg.ClientBase): Promise<void> {
  // Shared, so that retention does not move the days from which there are records before this is done.
  const organizations = await client.query<{ id: string }>('select id from organization order by id for share')
  await client.query('lock table daily_total, daily_source in share row exclusive mode')
  const hasRecords = (day: string): string =>
    `${day} >= coalesce((select "recordsKeptFrom" from organization where id = $1), '-infinity')`
  for (const { id } of organizations.rows) {
    await becomeTenant(client, id)
    for (const rollup of ROLLUPS) {
      await client.query(`delete from ${rollup.table} d where d."organizationId" = $1 and ${hasRecords('d.day')}`, [id])
      await client.query(addSql(rollup, `${ALL_RECORDS} where r."organizationId" = $1 and ${hasRecords('r.day')}`), [
        id,
      ])
    }
  }
}
