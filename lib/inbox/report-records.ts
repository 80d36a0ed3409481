import { organizationalDomain } from '../dmarc/alignment.ts'

/** A TXT record to publish in DNS. */
export type TxtRecord = { name: string; value: string }
/** What is published so that reports on a domain come to an address. */
export type ReportRecords = {
  domain: string
  /** For a domain that has no DMARC record yet: it asks receivers to do nothing but report. */
  policy: TxtRecord
  /** What is added to the `rua` of a record that is there. */
  addition: string
  /**
   * By which who runs the ingest domain says that it takes reports on this one, and on every one; null where both are the same
   * organization's (RFC 7489 section 7.1).
   */
  permission: { one: TxtRecord; all: TxtRecord } | null
}

/** @param domain in lower case. @param address an ingest address. */
export function reportRecords(domain: string, address: string): ReportRecords {
  const ingestDomain = address.slice(address.lastIndexOf('@') + 1)
  const allow = (reported: string): TxtRecord => ({
    name: `${reported}._report._dmarc.${ingestDomain}`,
    value: 'v=DMARC1',
  })
  const isElsewhere = organizationalDomain(domain) !== organizationalDomain(ingestDomain)
  return {
    domain,
    policy: { name: `_dmarc.${domain}`, value: `v=DMARC1; p=none; rua=mailto:${address}` },
    addition: `,mailto:${address}`,
    permission: isElsewhere ? { one: allow(domain), all: allow('*') } : null,
  }
}
