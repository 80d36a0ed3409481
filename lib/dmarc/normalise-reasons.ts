import { prose, RawWords } from './field-text.ts'
import type { RawElement } from './raw-element.ts'
import type { Reason } from './report.ts'
import { REASON_TYPES } from './vocabulary.ts'
import type { WarningLog } from './warning-log.ts'
import { readWord } from './word.ts'

/**
 * Reasons in the order of the document; those with neither type nor comment say nothing (kddi.com writes them) and are
 * dropped.
 */
export function normaliseReasons(elements: RawElement[], log: WarningLog): Reason[] {
  return elements.map((element) => normaliseReason(element, log)).filter((reason) => reason !== null)
}

function normaliseReason(element: RawElement, log: WarningLog): Reason | null {
  const raw = new RawWords(log)
  const type = readWord(element, 'type', REASON_TYPES, { raw, inWords: 'type of reason', otherwise: 'other' })
  const comment = prose(element, 'comment', log)
  const written = raw.get('type')
  if (type === null && comment === null && written === undefined) return null
  return { type: type ?? 'other', comment, ...(written !== undefined && { raw: written }) }
}
