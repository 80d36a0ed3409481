import type pg from 'pg'

import { copyRows, copyText } from '../db/copy-rows.ts'
import type { Column } from '../db/insert-rows.ts'
import { toJson, toText } from '../db/to-json.ts'
import { type RecordRow, judgeRecords } from './judge-records.ts'
import type { ReportRow } from './report-row.ts'

type Row = RecordRow & { organizationId: string }

const COLUMNS: Column<Row>[] = [
  ['organizationId', 'uuid', (row) => row.organizationId],
  ['reportId', 'uuid', (row) => row.reportId],
  ['count', 'bigint', (row) => row.count],
  ['ordinal', 'int', (row) => row.ordinal],
  ['day', 'date', (row) => row.day],
  ['verdict', 'verdict', (row) => row.judged.verdict],
  ['disposition', 'disposition', (row) => row.record.disposition],
  ['override', '"override"', (row) => row.judged.override],
  ['spfAligned', 'boolean', (row) => row.judged.spfAligned],
  ['dkimAligned', 'boolean', (row) => row.judged.dkimAligned],
  ['toApple', 'boolean', (row) => row.toApple],
  ['sourceIp', 'inet', (row) => row.record.sourceIp],
  ['sourceText', 'text', (row) => toText(row.record.sourceText)],
  ['headerFrom', 'text', (row) => toText(row.record.headerFrom)],
  ['envelopeFrom', 'text', (row) => toText(row.record.envelopeFrom)],
  ['envelopeTo', 'text', (row) => toText(row.record.envelopeTo)],
  ['authResults', 'jsonb', (row) => toJson({ dkim: row.record.dkimAuth, spf: row.record.spfAuth })],
  ['reasons', 'jsonb', (row) => (row.record.reasons.length > 0 ? toJson(row.record.reasons) : null)],
  ['raw', 'jsonb', (row) => (row.record.raw ? toJson(row.record.raw) : null)],
]

const RECORDS = { text: copyText('record', COLUMNS), columns: COLUMNS }

/** Rows and auth_results entries of one statement: a spread record makes many rows, and a hostile one has many entries. */
const COST_MAX = 8_000

/**
 * Judges records and writes them, one row each, or one row for each day that a record is spread over. Rows gather to one
 * statement, and the next ones are made while it runs.
 */
export class RecordWriter {
  readonly #client: pg.ClientBase
  readonly #organizationId: string
  #rows: Row[] = []
  #cost = 0
  #underWay: Promise<unknown> = Promise.resolve()

  constructor(client: pg.ClientBase, organizationId: string) {
    this.#client = client
    this.#organizationId = organizationId
  }

  /** Adds all records of a report, which is stored under `reportId`. */
  async add(reportId: string, report: ReportRow): Promise<void> {
    let firstOrdinal = 0
    for await (const records of report.records()) {
      for (const row of judgeRecords(reportId, report, { records, firstOrdinal })) {
        this.#rows.push({ ...row, organizationId: this.#organizationId })
        this.#cost += 1 + row.record.dkimAuth.length + row.record.spfAuth.length
        if (this.#cost >= COST_MAX) await this.#write()
      }
      firstOrdinal += records.length
    }
  }

  /** Waits until everything is written. */
  async end(): Promise<void> {
    await this.#write()
    await this.#underWay
  }

  async #write(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    this.#cost = 0
    await this.#underWay
    if (rows.length === 0) return
    this.#underWay = copyRows(this.#client, RECORDS, rows)
    this.#underWay.catch(() => {}) // whoever writes or ends next meets it
  }
}
