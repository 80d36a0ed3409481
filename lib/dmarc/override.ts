import type { Policy, PublishedPolicy, ReasonType, ReportRecord } from './report.ts'

/**
 * Why a receiver did less than the policy asked, or more; `unstated` when it gave no reason. `arc` is a local policy
 * that trusted an ARC chain, and so did less.
 */
export type Override =
  | 'arc'
  | 'forwarded'
  | 'mailing_list'
  | 'trusted_forwarder'
  | 'local_policy'
  | 'sampled_out'
  | 'policy_test_mode'
  | 'other'
  | 'unstated'

const STRENGTH = { none: 0, pass: 0, quarantine: 1, reject: 2 } as const

/** Of several reasons the one that says most. */
const ORDER: readonly ReasonType[] = [
  'forwarded',
  'trusted_forwarder',
  'mailing_list',
  'sampled_out',
  'policy_test_mode',
  'local_policy',
  'other',
]

/**
 * The override of a failing record: null unless its disposition is another than the policy asked for, weaker or
 * stricter. So OpenDMARC's local_policy, which stands on every record (fixture opendmarc-reason-on-every-record.xml),
 * is none by itself.
 */
export function readOverride(
  record: Pick<ReportRecord, 'disposition' | 'reasons' | 'headerFrom'>,
  policy: PublishedPolicy,
): Override | null {
  const asked = askedPolicy(record.headerFrom, policy)
  if (asked === null || record.disposition === null) return null
  const done = STRENGTH[record.disposition]
  if (done === STRENGTH[asked] || mayBeNp(record.headerFrom, policy, done)) return null
  // RFC 8617 section 7.2.2; older OpenDMARC comments begin with arc=none or arc=fail.
  if (done < STRENGTH[asked] && record.reasons.some((reason) => /\barc\s*=\s*pass\b/i.test(reason.comment ?? '')))
    return 'arc'
  return ORDER.find((type) => record.reasons.some((reason) => reason.type === type)) ?? 'unstated'
}

/** `sp` for a subdomain of the policy domain, else `p`. */
function askedPolicy(headerFrom: string | null, policy: PublishedPolicy): Policy | null {
  return isSubdomain(headerFrom, policy) ? (policy.sp ?? policy.p) : policy.p
}

/** Whether a name does not exist, so that `np` holds, is not in the report: what `np` asks for is no override. */
function mayBeNp(headerFrom: string | null, policy: PublishedPolicy, done: number): boolean {
  return isSubdomain(headerFrom, policy) && policy.np !== null && STRENGTH[policy.np] === done
}

function isSubdomain(headerFrom: string | null, policy: PublishedPolicy): boolean {
  return headerFrom !== null && headerFrom.endsWith(`.${policy.domain}`)
}
