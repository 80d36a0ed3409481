/**
 * What is missing for reports to come by mail: each check looks at one thing, by the way to DNS that it is given, and says in a sentence
 * what it found and what to publish. A sentence names no ingest address, since not everybody may see them; detail and record may.
 */
export type Check = {
  id: 'listener' | 'dmarc-record' | 'rua' | 'report-permission' | 'ingest-host' | 'quarantine'
  /** `unknown`: it could not be found out, which is no fault of what was looked at. */
  state: 'good' | 'bad' | 'warning' | 'unknown'
  sentence: string
  detail?: string
  /** What to publish in DNS. */
  record?: DnsRecord
}

export type DnsRecord = { name: string; type: 'TXT' | 'MX'; value: string }

/** An address of the organization that reports can be sent to, `rua-<token>` at the ingest domain. */
export type IngestAddress = {
  token: string
  /** The domain that it was made for; null for any. */
  domain: string | null
  enabled: boolean
  /** When it takes no more mail; null for never. */
  retiresAt: Date | null
}
