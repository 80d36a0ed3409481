/**
 * The domains and what their owner did about their policies. example.com is the company, example.net its shop, example.org a small
 * association whose mailboxes are at iCloud.
 */

export type DomainName = 'example.com' | 'example.net' | 'example.org'
export type Policy = 'none' | 'quarantine' | 'reject'
export type PublishedPolicy = { p: Policy; pct: number }

/** A policy and the day it was published. */
type Step = PublishedPolicy & { ago: number }

/** The first weeks of the wave still met `none`; it was what made the company move. */
export const DOMAINS: Record<DomainName, Step[]> = {
  'example.com': [
    { ago: 364, p: 'none', pct: 100 },
    { ago: 163, p: 'quarantine', pct: 25 },
    { ago: 142, p: 'quarantine', pct: 100 },
    { ago: 65, p: 'reject', pct: 100 },
  ],
  'example.net': [
    { ago: 364, p: 'none', pct: 100 },
    { ago: 120, p: 'quarantine', pct: 100 },
    { ago: 9, p: 'reject', pct: 100 },
  ],
  'example.org': [
    { ago: 364, p: 'none', pct: 100 },
    { ago: 50, p: 'quarantine', pct: 100 },
  ],
}

export const DOMAIN_NAMES = Object.keys(DOMAINS) as DomainName[]

/** What was published on a day; the first policy was there before the year began. */
export function policyOn(domain: DomainName, ago: number): PublishedPolicy {
  const [first, ...steps] = DOMAINS[domain]
  const { p, pct } = steps.findLast((step) => ago <= step.ago) ?? first!
  return { p, pct }
}
