import { getDomain } from 'tldts'

/**
 * The name that somebody registered, for a name at or below it; null for a public suffix. Names under the suffix of a hosting company
 * belong to different people.
 */
export function organizationalDomain(domain: string): string | null {
  return getDomain(domain, { allowPrivateDomains: true })
}

/** Relaxed alignment (RFC 7489, section 3.1): both belong to one organization. */
export function isAligned(domain: string, other: string): boolean {
  const organization = organizationalDomain(domain)
  return organization !== null && organization === organizationalDomain(other)
}
