import { readRecords, readReport } from '../dmarc/read-report.ts'
import type { UnpackedDocument } from '../unpack/document.ts'
import type { Claim } from './claim.ts'
import type { Outcome, ReportToStore } from './outcome.ts'
import { type Deps, LIGHT_BYTES } from './pipeline.ts'

/** A heavy report with more records, or of more bytes, is read twice rather than held in memory. */
const KEEP_RECORDS_MAX = 2_000
const KEEP_BYTES_MAX = 4 * 1024 * 1024

/** Reads one document. A long report still needs the document's bytes when its outcome is written; a light one never does. */
export async function readDocument(document: UnpackedDocument, claim: Claim, deps: Deps): Promise<Outcome> {
  const { ordinal, name } = document
  const common = { claim, ordinal, name, isLast: false }
  if (document.refusal) return { ...common, kind: document.kind, refusal: document.refusal, toStore: null }

  const { report, refusal } = await readReport(document.bytes, {
    recordsMax: deps.limits.recordsMax,
    keepRecordsMax: keepRecordsMax(document.bytes.size, deps),
    now: deps.now(),
  })
  if (refusal) {
    const kind = refusal.code === 'not-a-report' ? 'other' : 'aggregate'
    return { ...common, kind, refusal, toStore: null }
  }
  const kept = report.records
  const records = (): ReturnType<ReportToStore['records']> => (kept ? [kept] : readRecords(document.bytes))
  return { ...common, kind: 'aggregate', refusal: null, toStore: { report, records, size: document.bytes.size } }
}

function keepRecordsMax(size: number, { limits }: Deps): number {
  if (size <= LIGHT_BYTES) return limits.recordsMax
  return size <= KEEP_BYTES_MAX ? KEEP_RECORDS_MAX : 0
}
