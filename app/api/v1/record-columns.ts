import type { RecordRow } from '#lib/queries/rows.ts'

/** The columns of a record in a CSV. */
export const RECORD_COLUMNS: (keyof RecordRow)[] = [
  'ordinal',
  'source',
  'sourceText',
  'messages',
  'verdict',
  'spfAligned',
  'dkimAligned',
  'disposition',
  'override',
  'headerFrom',
  'envelopeFrom',
  'envelopeTo',
  'dkimAuth',
  'spfAuth',
  'reasons',
]
