import { type ReadReport, readReport } from '../dmarc/read-report.ts'
import { parseRecordLines } from '../dmarc/record-lines.ts'
import { refuse } from '../errors.ts'
import { TEST_DOMAIN } from '../inbox/test-report.ts'
import type { UnpackedDocument } from '../unpack/document.ts'
import type { Spool } from '../unpack/spool.ts'
import type { Claim } from './claim.ts'
import type { Outcome, ReportToStore } from './outcome.ts'
import { type Deps, LIGHT_BYTES } from './pipeline.ts'
import { readTold } from './read-told.ts'

/** A heavy report with more records, or of more bytes, has them set aside in a file rather than held in memory. */
const KEEP_RECORDS_MAX = 2_000
const KEEP_BYTES_MAX = 4 * 1024 * 1024

/** Reads one document. @param aside takes the records of a long report, and is needed until its outcome is written. */
export async function readDocument(
  document: UnpackedDocument,
  { claim, deps, aside }: { claim: Claim; deps: Deps; aside: Spool },
): Promise<Outcome> {
  const { ordinal, name } = document
  const common = { claim, ordinal, name, isLast: false }
  const nothing = { toStore: null, told: null }
  if (document.refusal) return { ...common, ...nothing, kind: document.kind, refusal: document.refusal }

  if (document.kind !== 'aggregate')
    return { ...common, toStore: null, kind: document.kind, ...(await readTold(document, { claim, deps })) } as Outcome
  const { report, refusal } = await readReport(document.bytes, {
    recordsMax: deps.limits.recordsMax,
    keepRecordsMax: keepRecordsMax(document.bytes.size, deps),
    setAside: (lines) => aside.write(Buffer.from(lines)),
    now: deps.now(),
  })
  if (refusal) {
    const kind = refusal.code === 'not-a-report' ? 'other' : 'aggregate'
    return { ...common, ...nothing, kind, refusal }
  }
  if (report.header.policy.domain === TEST_DOMAIN)
    return { ...common, ...nothing, kind: 'aggregate', refusal: refuse('test-report') }
  const toStore = { report, records: recordsOf(report, aside), size: document.bytes.size }
  return { ...common, kind: 'aggregate', refusal: null, toStore, told: null }
}

function keepRecordsMax(size: number, { limits }: Deps): number {
  if (size <= LIGHT_BYTES) return limits.recordsMax
  return size <= KEEP_BYTES_MAX ? KEEP_RECORDS_MAX : 0
}

function recordsOf({ records }: ReadReport, aside: Spool): ReportToStore['records'] {
  return records ? () => [records] : () => parseRecordLines(aside.read())
}
