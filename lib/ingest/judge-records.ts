import { appleDomain } from '../apple/apple-domain.ts'
import { spreadCount } from '../dmarc/days.ts'
import { evaluate } from '../dmarc/evaluate.ts'
import type { ReportRecord } from '../dmarc/report.ts'
import type { ReportRow } from './report-row.ts'

/** One row of `record`: a record, or the share of it that one day is given. */
export type RecordRow = {
  reportId: string
  record: ReportRecord
  ordinal: number
  day: string
  count: number
  judged: ReturnType<typeof evaluate>
  toApple: boolean
}

/** Judges some records of a report. @param firstOrdinal of the first one given. */
export function* judgeRecords(
  reportId: string,
  { report, plan }: ReportRow,
  { records, firstOrdinal }: { records: ReportRecord[]; firstOrdinal: number },
): Generator<RecordRow> {
  for (const [index, record] of records.entries()) {
    const ordinal = firstOrdinal + index
    const judged = evaluate(record, report.header.policy)
    const pieces = plan.days ? spreadCount(record.count, plan.days, ordinal) : [{ day: plan.day, count: record.count }]
    const toApple = appleDomain(record.envelopeTo) !== null
    for (const { day, count } of pieces) yield { reportId, record, ordinal, judged, toApple, day, count }
  }
}
