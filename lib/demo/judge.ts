import type { Policy, PublishedPolicy } from './domains.ts'
import type { Rescue } from './reporters.ts'
import type { Outcome } from './sender.ts'

/** What a receiver makes of an outcome under the policy that it finds in DNS. */
export type Judgement = {
  /** Of the messages judged, from 0 to 1. */
  share: number
  isDkimAligned: boolean
  isSpfAligned: boolean
  disposition: Policy
  reason: { type: string; comment: string } | null
}

/** @param domain the policy domain; alignment is relaxed, and none of the demo's domains has another one beneath it. */
export function judge(outcome: Outcome, domain: string, policy: PublishedPolicy, rescue: Rescue): Judgement[] {
  const isDkimAligned = outcome.dkim.some((dkim) => dkim.result === 'pass' && isWithin(dkim.domain, domain))
  const isSpfAligned = outcome.spf.result === 'pass' && isWithin(outcome.spf.domain, domain)
  const found = { isDkimAligned, isSpfAligned }
  if (isDkimAligned || isSpfAligned || policy.p === 'none')
    return [{ ...found, share: 1, disposition: 'none', reason: null }]
  if (outcome.isKnownForwarder && rescue) {
    const reason =
      rescue === 'arc' ? { type: 'local_policy', comment: 'arc=pass' } : { type: rescue, comment: 'known mailing list' }
    return [{ ...found, share: 1, disposition: 'none', reason }]
  }
  const enforced: Judgement = { ...found, share: policy.pct / 100, disposition: policy.p, reason: null }
  if (policy.pct === 100) return [enforced]
  const reason = { type: 'sampled_out', comment: `pct=${policy.pct}` }
  return [enforced, { ...found, share: 1 - enforced.share, disposition: 'none', reason }]
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
