import { getDomain } from 'tldts'

/**
 * The public suffix and one label more, as most receivers find it; the tree walk of RFC 9989 comes to the same unless a record has the
 * tag psd. A name without one stands for itself.
 */
export function organizationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: false }) ?? domain
}
