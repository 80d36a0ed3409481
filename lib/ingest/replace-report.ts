import { createHash } from 'node:crypto'

import type pg from 'pg'

import type { Warning } from '../dmarc/report.ts'
import { redoRollups } from '../rollup/roll-up.ts'
import { judgeRecords } from './judge-records.ts'
import { CONTENT, type ReportRow, warningsOf } from './report-row.ts'
import { seeSources } from './see-sources.ts'
import type { Stored, StoredReport } from './store-reports.ts'
import { RecordWriter } from './write-records.ts'

/**
 * Puts what was read again in the place of what is stored, in the transaction given. What is the same stays untouched. The
 * report keeps its id.
 */
export async function replaceReport(client: pg.ClientBase, row: ReportRow, there: StoredReport): Promise<Stored> {
  const { organizationId } = row.outcome.claim
  const end = { status: 'stored', reportId: there.id } as const
  if (!(await hasAllRecords(client, organizationId, row, there))) {
    const message =
      'Records of this report were removed by the retention setting, so what is stored of it was left as it is.'
    const kept: Warning = { code: 'kept-as-stored', message }
    return { ...end, warnings: [...warningsOf(row), kept], hasChanged: false }
  }
  const hasSameRecords =
    there.contentHash === row.report.contentHash &&
    there.receiverId === row.receiver.id &&
    there.firstDay === row.plan.firstDay &&
    there.lastDay === row.plan.lastDay &&
    (await storedFingerprint(client, organizationId, there.id)) === (await fingerprint(there.id, row))
  const isHeaderNew = await updateHeader(client, there.id, row)
  if (!hasSameRecords) await rewriteRecords(client, row, there)
  return { ...end, warnings: warningsOf(row), hasChanged: isHeaderNew || !hasSameRecords }
}

async function hasAllRecords(
  client: pg.ClientBase,
  organizationId: string,
  { plan }: ReportRow,
  { firstDay }: StoredReport,
): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    `select least($2::date, $3::date) >= coalesce("recordsKeptFrom", '-infinity') as has
     from organization where id = $1 for share`,
    [organizationId, firstDay, plan.firstDay],
  )
  return rows[0]?.has ?? false
}

const SETS = CONTENT.map(([name, type], index) => `"${name}" = $${index + 3}::${type}`)
const OLD = CONTENT.map(([name]) => `"${name}"`)
const NEW = CONTENT.map(([, type], index) => `$${index + 3}::${type}`)

/** @returns whether anything in it is new. */
async function updateHeader(client: pg.ClientBase, reportId: string, row: ReportRow): Promise<boolean> {
  const { rowCount } = await client.query(
    `update report set ${SETS.join(', ')}
     where "organizationId" = $1 and id = $2 and (${OLD.join(', ')}) is distinct from (${NEW.join(', ')})`,
    [row.outcome.claim.organizationId, reportId, ...CONTENT.map(([, , value]) => value(row))],
  )
  return rowCount === 1
}

async function rewriteRecords(client: pg.ClientBase, row: ReportRow, there: StoredReport): Promise<void> {
  const { organizationId } = row.outcome.claim
  await client.query('delete from record where "organizationId" = $1 and "reportId" = $2', [organizationId, there.id])
  const writer = new RecordWriter(client, organizationId)
  await writer.add(there.id, row)
  await writer.end()
  await seeSources(client, organizationId, [there.id])
  const firstDay = there.firstDay < row.plan.firstDay ? there.firstDay : row.plan.firstDay
  const lastDay = there.lastDay > row.plan.lastDay ? there.lastDay : row.plan.lastDay
  for (const receiverId of new Set([there.receiverId, row.receiver.id]))
    await redoRollups(client, { organizationId, domainId: row.domainId, receiverId, firstDay, lastDay })
}

/**
 * What was judged of all records, in 64 bits: it differs when a newer Signet judges the same words in another way. Combined by
 * exclusive or, so that neither side has to hold or sort the rows.
 */
async function fingerprint(reportId: string, row: ReportRow): Promise<string> {
  let sum = 0n
  let firstOrdinal = 0
  for await (const records of row.records()) {
    for (const { ordinal, day, count, record, judged, toApple } of judgeRecords(reportId, row, {
      records,
      firstOrdinal,
    })) {
      const { verdict, override, spfAligned, dkimAligned } = judged
      const words = [ordinal, day, count, verdict, record.disposition ?? '', override ?? '']
      const digest = createHash('md5')
        .update([...words, spfAligned, dkimAligned, toApple].join('|'))
        .digest()
      sum ^= digest.readBigInt64BE(0)
    }
    firstOrdinal += records.length
  }
  return sum.toString()
}

async function storedFingerprint(client: pg.ClientBase, organizationId: string, reportId: string): Promise<string> {
  const { rows } = await client.query<{ sum: string }>(
    `select coalesce(bit_xor(('x' || left(md5(concat_ws('|', ordinal, day, count, verdict, coalesce(disposition::text, ''),
       coalesce("override"::text, ''), "spfAligned"::text, "dkimAligned"::text, "toApple"::text)), 16))::bit(64)::bigint), 0)::text as sum
     from record where "organizationId" = $1 and "reportId" = $2`,
    [organizationId, reportId],
  )
  return rows[0]!.sum
}
