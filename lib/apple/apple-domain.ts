import apple from './apple.json' with { type: 'json' }

/** `relay` is Hide My Email and counts as iCloud; `corporate` is Apple's own company mail and does not. */
export type AppleDomainKind = 'icloud' | 'relay' | 'corporate'

/** `domain` is the listed domain that matched, `evidence` a phrase that says what it is. */
export type AppleDomain = { domain: string; kind: AppleDomainKind; evidence: string }

const LISTED = new Map<string, AppleDomain>(
  (['icloud', 'relay', 'corporate'] as const).flatMap((kind) =>
    apple.domains[kind].map(({ domain, evidence }) => [domain, { domain, kind, evidence }] as const),
  ),
)

/**
 * Says whether a domain, or an address at one, is Apple's. Subdomains belong to the longest listed domain; case, white space
 * around it and one trailing dot do not matter.
 */
export function appleDomain(domain: string | null): AppleDomain | null {
  if (domain === null) return null
  let name = domain
    .slice(domain.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  if (name.endsWith('.')) name = name.slice(0, -1)
  // Only the last labels can match, so a hostile name of thousands of labels costs no more than an honest one.
  const labels = name.split('.').slice(-LABELS_MAX)
  for (let start = 0; start < labels.length; start++) {
    const found = LISTED.get(labels.slice(start).join('.'))
    if (found) return found
  }
  return null
}

const LABELS_MAX = Math.max(...[...LISTED.keys()].map((name) => name.split('.').length))
