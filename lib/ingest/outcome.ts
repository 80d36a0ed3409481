import type { ToldCounts } from '../deliveries/told.ts'
import { spreadDays } from '../dmarc/days.ts'
import type { ReadReport } from '../dmarc/read-report.ts'
import type { ReportRecord } from '../dmarc/report.ts'
import type { Refusal } from '../errors.ts'
import type { DocumentKind } from '../unpack/document.ts'
import type { Claim } from './claim.ts'

/** A report that was read and is to be stored. */
export type ReportToStore = {
  report: ReadReport
  /** Gives all records in order, in batches, as often as it is called. */
  records: () => Iterable<ReportRecord[]> | AsyncIterable<ReportRecord[]>
  /** Bytes of the document. */
  size: number
}

/** What reading one document of a submission has come to, before it is written down. */
export type Outcome = {
  claim: Claim
  ordinal: number
  name: string | null
  kind: DocumentKind
  /** It is the last one, and all others are written: the submission is final with it. */
  isLast: boolean
} & (
  | { refusal: Refusal; toStore: null; told: null }
  | { refusal: null; toStore: ReportToStore; told: null }
  | { refusal: null; toStore: null; told: ToldCounts }
)

/** Rows of `record` that an outcome comes to at most: a record of a report of many days may make one for each. */
export function rowsMax({ toStore }: Outcome): number {
  if (!toStore) return 0
  const { begin, end } = toStore.report.header
  return toStore.report.recordCount * (spreadDays(begin, end)?.length ?? 1)
}
