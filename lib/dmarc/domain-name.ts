import { domainToASCII } from 'node:url'

/** The longest name DNS can hold, as text. */
export const DOMAIN_MAX = 253

/**
 * A domain as it is compared and stored: lower-cased, no trailing dot, international names in their ASCII form.
 * Addresses are reduced to what follows the @: gateways write whole addresses into envelope_to, and local parts name
 * people.
 */
export function toDomain(written: string): string {
  const bare = written.trim().replace(/^<([^<>]*)>$/, '$1')
  const domain = bare
    .slice(bare.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .replace(/\.+$/, '')
  // oxlint-disable-next-line no-control-regex -- asks for anything outside of ASCII
  if (/^[\x00-\x7f]*$/.test(domain)) return domain
  return domainToASCII(domain) || domain
}

/** Whether this could stand in DNS; underscores do (`_dmarc`), spaces and brackets do not. */
export function isDomain(domain: string): boolean {
  return domain.length <= DOMAIN_MAX && /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(domain)
}
