import type { Refusal } from '../errors.ts'
import type { Spool } from './spool.ts'

/** What a document turned out to be, by its content. */
export type DocumentKind = 'aggregate' | 'tls' | 'failure' | 'complaint' | 'bounce' | 'log' | 'event' | 'other'

/** A mail taken apart: its own header as it stands there, and its parts in order, each decoded and cut to a bounded length. */
export type OpenedMail = { headers: string; parts: { type: string; text: string }[] }

/**
 * One document found in a submission. `aggregate` is XML that may be a report, `log` and `event` are text that may be a mail log or
 * a provider's events, `bounce` and `complaint` are mails taken apart: reading them is up to other rooms. What can go no further
 * carries its refusal already. `isMailed`: it was attached to a mail, which anybody may have sent. `name` is a file or part name as given, never trusted, null where there was none.
 * `bytes` is valid until the next document is asked for.
 */
export type UnpackedDocument = { ordinal: number; name: string | null } & (
  | { kind: 'aggregate'; bytes: Spool; mail: null; refusal: null; isMailed: boolean }
  | { kind: 'log' | 'event'; bytes: Spool; mail: null; refusal: null; isMailed: boolean }
  | { kind: 'bounce' | 'complaint'; bytes: null; mail: OpenedMail; refusal: null }
  | { kind: DocumentKind; bytes: null; mail: null; refusal: Refusal }
)
