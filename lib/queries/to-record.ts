import { appleDomain } from '../apple/apple-domain.ts'
import { appleNetwork } from '../apple/apple-network.ts'
import type { RecordRow } from './rows.ts'

type Computed = 'dkimAuth' | 'spfAuth' | 'reasons' | 'appleNetwork' | 'appleRecipient'

/** A record as it stands in the table, with its count as `messages`. */
export type RawRecord = Omit<RecordRow, Computed> & {
  authResults: { dkim: RecordRow['dkimAuth']; spf: RecordRow['spfAuth'] }
  reasons: RecordRow['reasons'] | null
}

/** What is known of a record: the row of the table, and whether source and recipient are Apple's. */
export function toRecord({ authResults, ...row }: RawRecord): RecordRow {
  return {
    ordinal: row.ordinal,
    source: row.source,
    sourceText: row.sourceText,
    messages: row.messages,
    verdict: row.verdict,
    spfAligned: row.spfAligned,
    dkimAligned: row.dkimAligned,
    disposition: row.disposition,
    override: row.override,
    headerFrom: row.headerFrom,
    envelopeFrom: row.envelopeFrom,
    envelopeTo: row.envelopeTo,
    appleRecipient: appleDomain(row.envelopeTo),
    appleNetwork: appleNetwork(row.source),
    dkimAuth: authResults.dkim,
    spfAuth: authResults.spf,
    reasons: row.reasons ?? [],
    raw: row.raw,
  }
}
