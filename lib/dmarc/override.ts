import { askedPolicy } from './asked-policy.ts'
import type { PublishedPolicy, ReasonType, ReportRecord } from './report.ts'
import { STRENGTH } from './strength.ts'
import { trustsArc } from './trusts-arc.ts'

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
  if (done === STRENGTH[asked.policy]) return null
  // Whether a name does not exist, so that np holds, is not in the report: what np asks for is no override.
  if (asked.orNp !== null && done === STRENGTH[asked.orNp]) return null
  if (done < STRENGTH[asked.policy] && record.reasons.some(trustsArc)) return 'arc'
  return ORDER.find((type) => record.reasons.some((reason) => reason.type === type)) ?? 'unstated'
}
