import type pg from 'pg'

import type { Authenticity } from '#generated/prisma/enums.ts'

import { type Column, columnValues, insertRows, insertText } from '../db/insert-rows.ts'
import type { Warning } from '../dmarc/report.ts'
import { rollUp } from '../rollup/roll-up.ts'
import { replaceReport } from './replace-report.ts'
import { COLUMNS, KEY, type ReportRow, sortKey, warningsOf } from './report-row.ts'
import { seeSources } from './see-sources.ts'
import { takeOver } from './take-over.ts'
import { DIFFERS, warnOfCopies } from './warn-of-copies.ts'
import { RecordWriter } from './write-records.ts'

export type Stored = {
  status: 'stored' | 'duplicate'
  /** The report's own id, or that of the stored one it duplicates. */
  reportId: string
  warnings: Warning[]
  /** Whether this made or changed what is stored. */
  hasChanged: boolean
}

const CONFLICT = `on conflict ("organizationId", "domainId", "reporterKey", "externalId", begin, "end") do nothing returning id`
const REPORTS = {
  name: 'insert-reports',
  columns: COLUMNS,
  text: insertText('report', [['organizationId', 'uuid']], COLUMNS, CONFLICT),
}

/**
 * Writes reports of one organization, their records and their daily sums, in the transaction given. Exactly once: the report's
 * unique key decides, and of two transactions with the same key the second waits for the first. Every step takes its rows in
 * one order, whatever the order of the reports, so that no two transactions wait for each other.
 * @returns what became of each, in the order given.
 */
export async function storeReports(
  client: pg.ClientBase,
  organizationId: string,
  rows: readonly ReportRow[],
): Promise<Stored[]> {
  await lockDomains(client, organizationId, rows)
  const sorted = rows.map((row) => ({ row, key: sortKey(row) })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const made = await insertRows<ReportRow, { id: string }>(client, REPORTS, {
    fixed: [organizationId],
    rows: sorted.map(({ row }) => row),
  })
  const newIds = new Set(made.map(({ id }) => id))
  const fresh = rows.filter(({ id }) => newIds.has(id))
  await writeFresh(client, organizationId, fresh)

  const known = await findStored(
    client,
    organizationId,
    rows.filter(({ id }) => !newIds.has(id)),
  )
  let stored: Stored[] = []
  for (const row of rows) {
    const there = known.get(row)
    const end = there
      ? await meet(client, row, there)
      : ({ status: 'stored', reportId: row.id, warnings: warningsOf(row), hasChanged: true } as const)
    // Of two documents of one transaction that were stored as one report, the later one took it over.
    if (there && end.status === 'stored')
      stored = stored.map((one) => (isSameReport(one, end) ? asDuplicate(one) : one))
    stored.push(end)
  }
  return warnOfCopies(client, organizationId, stored)
}

function isSameReport(one: Stored, other: Stored): boolean {
  return one.reportId === other.reportId && one.status === 'stored'
}

function asDuplicate(one: Stored): Stored {
  return { ...one, status: 'duplicate' }
}

/**
 * Until the transaction ends nobody deletes a domain that something is stored of (see lockDomain). Reading again may have to make
 * sums anew, and then needs the domain for itself from the start.
 */
async function lockDomains(client: pg.ClientBase, organizationId: string, rows: readonly ReportRow[]): Promise<void> {
  const ids = [...new Set(rows.map(({ domainId }) => domainId))]
  if (ids.length === 0) return
  const mode = rows.some(({ outcome }) => outcome.claim.reading > 1) ? 'update' : 'key share'
  const { rowCount } = await client.query(
    `select 1 from domain where "organizationId" = $1 and id = any($2) order by id for ${mode}`,
    [organizationId, ids],
  )
  if (rowCount !== ids.length) throw new Error('A domain was deleted while its reports were read.')
}

async function writeFresh(client: pg.ClientBase, organizationId: string, fresh: ReportRow[]): Promise<void> {
  if (fresh.length === 0) return
  const writer = new RecordWriter(client, organizationId)
  for (const row of fresh) await writer.add(row.id, row)
  await writer.end()
  const ids = fresh.map(({ id }) => id)
  await seeSources(client, organizationId, ids)
  await rollUp(client, organizationId, ids)
}

/** A report that is stored already under the key of one that was read. */
export type StoredReport = {
  id: string
  authenticity: Authenticity
  contentHash: string
  submissionId: string
  receiverId: string
  firstDay: string
  lastDay: string
}

const FIND = `select k.position::int as position, p.id, p.authenticity, encode(p."contentHash", 'hex') as "contentHash", p."submissionId",
    p."receiverId", p."firstDay"::text as "firstDay", p."lastDay"::text as "lastDay"
  from unnest(${KEY.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ')})
    with ordinality as k (${KEY.map(([name]) => `"${name}"`).join(', ')}, position)
  join report p on p."organizationId" = $1 and ${KEY.map(([name]) => `p."${name}" = k."${name}"`).join(' and ')}`

async function findStored(
  client: pg.ClientBase,
  organizationId: string,
  rows: ReportRow[],
): Promise<Map<ReportRow, StoredReport>> {
  if (rows.length === 0) return new Map()
  const values = [organizationId, ...columnValues(KEY as Column<ReportRow>[], rows)]
  const found = await client.query<StoredReport & { position: number }>(FIND, values)
  // Deleted between the two statements: the attempt fails, and the next one stores the report.
  if (found.rows.length < rows.length) throw new Error('A report that this one duplicates is gone.')
  return new Map(found.rows.map(({ position, ...stored }) => [rows[position - 1]!, stored]))
}

/** A report that is there already: its own, when its submission is read again, or one that this is another copy of. */
async function meet(client: pg.ClientBase, row: ReportRow, there: StoredReport): Promise<Stored> {
  if (await isOwn(client, row, there)) return replaceReport(client, row, there)
  if (row.authenticity === 'verified' && there.authenticity !== 'verified') return takeOver(client, row, there)
  const warnings = warningsOf(row)
  if (there.contentHash === row.report.contentHash)
    return { status: 'duplicate', reportId: there.id, warnings: row.report.warnings, hasChanged: false }
  return { status: 'duplicate', reportId: there.id, warnings: [...warnings, DIFFERS], hasChanged: false }
}

/** Read again, the first document of its submission that has the report is the one that stored it. */
async function isOwn(
  client: pg.ClientBase,
  { outcome: { claim } }: ReportRow,
  { id, submissionId }: StoredReport,
): Promise<boolean> {
  if (claim.reading === 1 || submissionId !== claim.submissionId) return false
  const { rows } = await client.query(
    `select 1 from document where "organizationId" = $1 and "submissionId" = $2 and reading = $3 and status = 'stored'
       and "reportId" = $4`,
    [claim.organizationId, submissionId, claim.reading, id],
  )
  return rows.length === 0
}
