import type { Policy, PublishedPolicy } from './report.ts'

/** What the published policy asks for on mail of one From domain. */
export type AskedPolicy = {
  tag: 'p' | 'sp'
  policy: Policy
  /** What `np` asks for instead if the name does not exist in DNS, which no report tells. */
  orNp: Policy | null
}

/** `sp` for a subdomain of the policy domain, else `p`; null where the report gives neither. */
export function askedPolicy(
  headerFrom: string | null,
  { domain, p, sp, np }: Pick<PublishedPolicy, 'domain' | 'p' | 'sp' | 'np'>,
): AskedPolicy | null {
  const isSubdomain = headerFrom !== null && headerFrom.endsWith(`.${domain}`)
  if (isSubdomain && sp !== null) return { tag: 'sp', policy: sp, orNp: np }
  return p === null ? null : { tag: 'p', policy: p, orNp: isSubdomain ? np : null }
}
