import { getDomain } from 'tldts'

import type { AlignmentMode } from './report.ts'

/**
 * The organizational domain (RFC 7489 section 3.2): the public suffix and one label more. Only the ICANN part of the
 * public suffix list is used, so that two names below a private suffix (github.io) count as aligned. No report says
 * which part its receiver used, and this is the reading that finds fewer faults with a reporter; nothing but
 * `consistent` rests on it. The tree walk of RFC 9989 needs DNS, so a report cannot be checked against it offline. A
 * name without an organizational domain (a public suffix, an address) stands for itself.
 */
export function organizationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: false }) ?? domain
}

/**
 * Identifier alignment: identical when strict, the same organizational domain when relaxed. Both names in lower case.
 */
export function isAligned(authDomain: string, fromDomain: string, mode: AlignmentMode): boolean {
  if (authDomain === '' || fromDomain === '') return false
  if (authDomain === fromDomain) return true
  return mode === 'relaxed' && organizationalDomain(authDomain) === organizationalDomain(fromDomain)
}
