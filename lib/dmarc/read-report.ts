import { RefusalError } from '../errors.ts'
import { type ElementNotes, readElements } from './read-elements.ts'
import type { ReadOptions, ReadResult, ReportBytes } from './read-result.ts'
import { ReportDraft } from './report-draft.ts'

export type { ReadOptions, ReadReport, ReadResult, ReportBytes } from './read-result.ts'

// XML bytes go in, one report or one refusal comes out. This room knows nothing of files, mail, tenants or the
// database; the clock and the limits are arguments. bytes -> text -> raw elements (strict reader, then the lenient one)
// -> one normaliser.

/**
 * Reads one aggregate report (RFC 7489 appendix C, RFC 9990, and what reporters make of them).
 * Refuses with: empty, placeholder, not-a-report, malformed-xml, doctype-forbidden, truncated, too-many-records,
 * field-too-long, missing-field, implausible-dates. Throws only what `bytes` and `setAside` throw.
 */
export async function readReport(bytes: ReportBytes, options: ReadOptions): Promise<ReadResult> {
  const draft = new ReportDraft(options)
  const notes: ElementNotes = { encoding: new Set(), repairs: null }
  try {
    for await (const elements of readElements(bytes, notes)) {
      for (const element of elements) draft.take(element)
      const lines = draft.takeLines()
      if (lines !== '') await options.setAside?.(lines)
    }
  } catch (error) {
    if (error instanceof RefusalError) return { report: null, refusal: error.refusal }
    throw error
  }
  for (const sentence of notes.encoding) draft.log.add('repaired-encoding', sentence, sentence)
  if (notes.repairs)
    draft.log.add('recovered', '', `The XML was damaged and was repaired: ${notes.repairs.join('; ')}.`)
  return draft.finish(notes.repairs !== null)
}
