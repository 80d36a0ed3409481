import type { IngestAddressRow } from './ingest-addresses.ts'

type Candidate = Pick<IngestAddressRow, 'address' | 'purpose' | 'domain' | 'enabled' | 'retiresAt'>

/** The address to publish for reports on a domain: its own, or else one for any domain; null when none of them takes mail for good. */
export function addressFor(domain: string, addresses: Candidate[]): string | null {
  const lasting = addresses.filter(({ purpose, enabled, retiresAt }) => purpose === 'rua' && enabled && !retiresAt)
  const chosen = lasting.find((one) => one.domain === domain) ?? lasting.find((one) => one.domain === null)
  return chosen?.address ?? null
}
