import type { Refusal } from '../errors.ts'
import type { Spool } from './spool.ts'

/** What a document turned out to be, by its content. */
export type DocumentKind = 'aggregate' | 'tls' | 'failure' | 'complaint' | 'bounce' | 'log' | 'event' | 'other'

/**
 * One document found in a submission. `aggregate` is XML that may be a report and whose reading is up to `lib/dmarc`; every
 * other kind carries its refusal already. `name` is a file or part name as given, never trusted, null where there was none.
 * `bytes` is valid until the next document is asked for.
 */
export type UnpackedDocument =
  | { ordinal: number; name: string | null; kind: 'aggregate'; bytes: Spool; refusal: null }
  | { ordinal: number; name: string | null; kind: DocumentKind; bytes: null; refusal: Refusal }
