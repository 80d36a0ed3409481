import type pg from 'pg'

import { appleDomain } from '../apple/apple-domain.ts'
import { type SpreadDay, spreadCount } from '../dmarc/days.ts'
import { evaluate } from '../dmarc/evaluate.ts'
import type { PublishedPolicy, ReportRecord } from '../dmarc/report.ts'
import { toJson, toText } from './to-json.ts'

/** On which days the records of a report are counted: all on `day`, or spread over `days`. */
export type DayPlan = { day: string; days: SpreadDay[] | null; firstDay: string; lastDay: string }

export type RecordsOf = {
  organizationId: string
  reportId: string
  /** The ordinal of the first record given. */
  firstOrdinal: number
  policy: PublishedPolicy
  plan: DayPlan
}

/** One column of `record`: its name, its type, and how a record fills it. */
type Row = { record: ReportRecord; ordinal: number; day: string; count: number; judged: ReturnType<typeof evaluate> }
type Column = [name: string, type: string, value: (row: Row) => unknown]

const COLUMNS: Column[] = [
  ['count', 'bigint', (row) => row.count],
  ['ordinal', 'int', (row) => row.ordinal],
  ['day', 'date', (row) => row.day],
  ['verdict', 'verdict', (row) => row.judged.verdict],
  ['disposition', 'disposition', (row) => row.record.disposition],
  ['override', '"override"', (row) => row.judged.override],
  ['spfAligned', 'boolean', (row) => row.judged.spfAligned],
  ['dkimAligned', 'boolean', (row) => row.judged.dkimAligned],
  ['toApple', 'boolean', (row) => appleDomain(row.record.envelopeTo) !== null],
  ['sourceIp', 'inet', (row) => row.record.sourceIp],
  ['sourceText', 'text', (row) => toText(row.record.sourceText)],
  ['headerFrom', 'text', (row) => toText(row.record.headerFrom)],
  ['envelopeFrom', 'text', (row) => toText(row.record.envelopeFrom)],
  ['envelopeTo', 'text', (row) => toText(row.record.envelopeTo)],
  ['authResults', 'jsonb', (row) => toJson({ dkim: row.record.dkimAuth, spf: row.record.spfAuth })],
  ['reasons', 'jsonb', (row) => (row.record.reasons.length > 0 ? toJson(row.record.reasons) : null)],
  ['raw', 'jsonb', (row) => (row.record.raw ? toJson(row.record.raw) : null)],
]

const INSERT = `insert into record ("organizationId", "reportId", ${COLUMNS.map(([name]) => `"${name}"`).join(', ')})
  select $1::uuid, $2::uuid, ${COLUMNS.map((_, index) => `c${index}`).join(', ')}
  from unnest(${COLUMNS.map(([, type], index) => `$${index + 3}::${type}[]`).join(', ')})
    as rows (${COLUMNS.map((_, index) => `c${index}`).join(', ')})`

/** Rows and auth_results entries of one statement: a spread record makes many rows, and a hostile one has many entries. */
const COST_MAX = 8_000

/** Judges records and writes them, one row each, or one row for each day that a record is spread over. */
export async function writeRecords(client: pg.ClientBase, of: RecordsOf, records: ReportRecord[]): Promise<void> {
  let rows: Row[] = []
  let cost = 0
  for (const [index, record] of records.entries()) {
    const ordinal = of.firstOrdinal + index
    const judged = evaluate(record, of.policy)
    const { day, days } = of.plan
    const pieces = days ? spreadCount(record.count, days, ordinal) : [{ day, count: record.count }]
    for (const piece of pieces) rows.push({ record, ordinal, judged, ...piece })
    cost += pieces.length * (1 + record.dkimAuth.length + record.spfAuth.length)
    if (cost < COST_MAX) continue
    await insert(client, of, rows)
    rows = []
    cost = 0
  }
  if (rows.length > 0) await insert(client, of, rows)
}

async function insert(client: pg.ClientBase, of: RecordsOf, rows: Row[]): Promise<void> {
  const columns = COLUMNS.map(([, , value]) => rows.map(value))
  await client.query({ name: 'insert-records', text: INSERT, values: [of.organizationId, of.reportId, ...columns] })
}
