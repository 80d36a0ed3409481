import type { Policy, PublishedPolicy, ReasonType, ReportRecord } from './report.ts'

/**
 * Why a receiver did less than the policy asked; `unstated` when it gave no reason. `arc` is a local policy that
 * trusted an ARC chain.
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
 * The override of a failing record: null unless its disposition is weaker than the policy asked. So OpenDMARC's
 * local_policy, which stands on every record (fixture opendmarc-reason-on-every-record.xml), is none by itself.
 */
export function readOverride(
  record: Pick<ReportRecord, 'disposition' | 'reasons' | 'headerFrom'>,
  policy: PublishedPolicy,
): Override | null {
  const asked = askedPolicy(record.headerFrom, policy)
  if (asked === null || record.disposition === null) return null
  if (STRENGTH[record.disposition] >= STRENGTH[asked]) return null
  // RFC 8617 section 7.2.2; older OpenDMARC comments begin with arc=none or arc=fail.
  if (record.reasons.some((reason) => /\barc\s*=\s*pass\b/i.test(reason.comment ?? ''))) return 'arc'
  return ORDER.find((type) => record.reasons.some((reason) => reason.type === type)) ?? 'unstated'
}

/** `sp` for a subdomain of the policy domain, else `p`; whether a name does not exist (`np`) is not in the report. */
function askedPolicy(headerFrom: string | null, policy: PublishedPolicy): Policy | null {
  const isSubdomain = headerFrom !== null && headerFrom.endsWith(`.${policy.domain}`)
  return isSubdomain ? (policy.sp ?? policy.p) : policy.p
}
