import { RefusalError } from '../errors.ts'
import { normaliseRecord } from './normalise-record.ts'
import { type ElementNotes, readElements } from './read-elements.ts'
import type { ReadOptions, ReadResult, ReportBytes } from './read-result.ts'
import { ReportDraft } from './report-draft.ts'
import type { ReportRecord } from './report.ts'
import { WarningLog } from './warning-log.ts'

export type { ReadOptions, ReadReport, ReadResult, ReportBytes } from './read-result.ts'

// XML bytes go in, one report or one refusal comes out. This room knows nothing of files, mail, tenants or the
// database; the clock and the limits are arguments. bytes -> text -> raw elements (strict reader, then the lenient one)
// -> one normaliser.

/** Records of one batch, where four auth_results entries make a record: a hostile one may have hundreds. */
const BATCH_RECORDS = 1_000
const RECORD_ENTRIES = 4

/**
 * Reads one aggregate report (RFC 7489 appendix C, RFC 9990, and what reporters make of them).
 * Refuses with: empty, placeholder, not-a-report, malformed-xml, doctype-forbidden, truncated, too-many-records,
 * field-too-long, missing-field, implausible-dates. Throws only what `bytes` throws.
 */
export async function readReport(bytes: ReportBytes, options: ReadOptions): Promise<ReadResult> {
  const draft = new ReportDraft(options)
  const notes: ElementNotes = { encoding: new Set(), repairs: null }
  try {
    for await (const elements of readElements(bytes, notes)) for (const element of elements) draft.take(element)
  } catch (error) {
    if (error instanceof RefusalError) return { report: null, refusal: error.refusal }
    throw error
  }
  for (const sentence of notes.encoding) draft.log.add('repaired-encoding', sentence, sentence)
  if (notes.repairs)
    draft.log.add('recovered', '', `The XML was damaged and was repaired: ${notes.repairs.join('; ')}.`)
  return draft.finish(notes.repairs !== null)
}

/**
 * The records of a report that `readReport` has read as good, recovered or not: in order, in batches of about 1,000.
 * Read them to the end or leave the loop: a repaired report keeps other damaged ones waiting meanwhile.
 * Throws RefusalError when the document is not what it was.
 */
export async function* readRecords(bytes: ReportBytes): AsyncGenerator<ReportRecord[]> {
  const log = new WarningLog()
  let batch: ReportRecord[] = []
  let cost = 0
  for await (const elements of readElements(bytes, { encoding: new Set(), repairs: null })) {
    for (const element of elements) {
      if (element.name !== 'record') continue
      const record = normaliseRecord(element, log)
      batch.push(record)
      cost += Math.max(1, (record.dkimAuth.length + record.spfAuth.length) / RECORD_ENTRIES)
    }
    if (cost < BATCH_RECORDS) continue
    yield batch
    batch = []
    cost = 0
  }
  if (batch.length > 0) yield batch
}
