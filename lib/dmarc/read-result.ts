import type { Refusal } from '../errors.ts'
import type { ReportHeader, ReportRecord, Warning } from './report.ts'

/** A document that can be read from its start as often as needed. `size` is in bytes. */
export type ReportBytes = { readonly size: number; read(): AsyncIterable<Uint8Array> }

export type ReadOptions = {
  /** More records than this refuse the report. */
  recordsMax: number
  now: Date
  /** Up to this many records are returned; of a longer report none, so that memory stays flat. */
  keepRecordsMax: number
  /** Takes all records of a longer report while it is read, before anybody knows whether it is good: lines for `parseRecordLines`. */
  setAside?: (lines: string) => Promise<void>
}

export type ReadReport = {
  header: ReportHeader
  /** Null when there are more than `keepRecordsMax`. */
  records: ReportRecord[] | null
  recordCount: number
  /** Messages of all records; a safe integer, capped with a warning. */
  messageCount: number
  /** Of those, messages of records that passed DMARC. */
  passCount: number
  /** sha256 in hex of the normalised policy and records: the same report written differently has the same one. */
  contentHash: string
  warnings: Warning[]
  /** Whether the XML had to be repaired; a warning then names the repairs. */
  recovered: boolean
}

export type ReadResult = { report: ReadReport; refusal: null } | { report: null; refusal: Refusal }
