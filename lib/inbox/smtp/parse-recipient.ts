import { domainToASCII } from 'node:url'

export type Purpose = 'rua' | 'bounce'
export type IngestAddress = { purpose: Purpose; token: string }

/** Whatever stands behind a plus is the sender's own business. */
const LOCAL_PART = /^(rua|bounce)-([a-z0-9]{1,64})(?:\+.*)?$/

/** Reads a recipient. @returns null when it is no ingest address of `ingestDomain`, which is in lower case. */
export function parseRecipient(address: string, ingestDomain: string): IngestAddress | null {
  const at = address.lastIndexOf('@')
  if (at === -1 || toAscii(address.slice(at + 1)) !== ingestDomain) return null
  const [, purpose, token] = LOCAL_PART.exec(address.slice(0, at).toLowerCase()) ?? []
  return purpose && token ? { purpose: purpose as Purpose, token } : null
}

/** smtp-server makes Unicode of what came as xn--. In plain names, domainToASCII would understand more than names: %61, 127.1. */
function toAscii(domain: string): string {
  const isAscii = Buffer.byteLength(domain) === domain.length
  return isAscii ? domain.toLowerCase() : domainToASCII(domain)
}
