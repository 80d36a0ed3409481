import { isAligned } from './alignment.ts'
import { type Override, readOverride } from './override.ts'
import type { Aligned, AlignmentMode, PublishedPolicy, ReportRecord } from './report.ts'

export type { Override } from './override.ts'

export type Evaluation = {
  verdict: 'pass' | 'fail'
  spfAligned: boolean
  dkimAligned: boolean
  override: Override | null
}

/**
 * What a record means under DMARC. The reporter's policy_evaluated decides (RFC 9990 section 2.1); a missing value
 * counts as a fail. The verdict is about authentication, not about delivery.
 */
export function evaluate(record: ReportRecord, policy: PublishedPolicy): Evaluation {
  const verdict = verdictOf(record)
  return {
    verdict,
    spfAligned: record.spf === 'pass',
    dkimAligned: record.dkim === 'pass',
    override: verdict === 'fail' ? readOverride(record, policy) : null,
  }
}

/** DMARC passes when SPF or DKIM is aligned, as the reporter found it. */
export function verdictOf({ spf, dkim }: Pick<ReportRecord, 'spf' | 'dkim'>): 'pass' | 'fail' {
  return dkim === 'pass' || spf === 'pass' ? 'pass' : 'fail'
}

/**
 * Whether auth_results bear policy_evaluated out, which is only worth a warning. Only a claim can be contradicted: a
 * missing value is none.
 */
export function isConsistent(
  record: ReportRecord,
  policy: Pick<PublishedPolicy, 'domain' | 'adkim' | 'aspf'>,
): boolean {
  const from = record.headerFrom ?? policy.domain
  const dkim = record.dkimAuth.filter(
    (entry) => entry.result === 'pass' && aligned(entry.domain, from, policy.adkim ?? 'relaxed'),
  )
  const spf = record.spfAuth.filter(
    (entry) => entry.result === 'pass' && aligned(entry.domain, from, policy.aspf ?? 'relaxed'),
  )
  // DMARC looks at the HELO name only when there is no envelope sender, so an aligned HELO does not disprove a fail.
  const spfForSure = spf.filter((entry) => entry.scope !== 'helo')
  return (
    agrees(record.dkim, dkim.length > 0, dkim.length > 0) && agrees(record.spf, spf.length > 0, spfForSure.length > 0)
  )
}

function aligned(authDomain: string | null, from: string, mode: AlignmentMode): boolean {
  return authDomain !== null && isAligned(authDomain, from, mode)
}

function agrees(claimed: Aligned, mayPass: boolean, mustPass: boolean): boolean {
  if (claimed === 'pass') return mayPass
  return claimed === null || !mustPass
}
