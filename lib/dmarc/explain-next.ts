import { askedPolicy } from './asked-policy.ts'
import { isDomain } from './domain-name.ts'
import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'
import { fromDomain } from './from-domain.ts'
import { isSignature } from './is-signature.ts'
import { judgeAlignment } from './judge-alignment.ts'
import { nameDomain } from './name-domain.ts'
import { quoteValue } from './quote-value.ts'
import type { DkimAuth } from './report.ts'
import { STRENGTH } from './strength.ts'

const FORWARDING: readonly (string | null)[] = ['arc', 'forwarded', 'mailing_list', 'trusted_forwarder']

/** What to do about a record; null where nothing follows from it. */
export function explainNext(record: ExplainedRecord, policy: QuotedPolicy): string | null {
  if (record.verdict === 'pass') return explainOfPassing(record)
  if (FORWARDING.includes(record.override))
    return 'Nothing to do: by the receiver’s word a forwarder or list broke it on the way, and your own mail is not at fault. Do not add it to your SPF record.'
  const from = fromDomain(record, policy)
  const signatures = record.dkimAuth
    .filter(isSignature)
    .map((auth) => ({ ...auth, alignment: judgeAlignment(auth.domain, from, policy?.adkim) }))
  const own = signatures.filter(({ alignment }) => alignment === 'aligned')
  // Then the reporter contradicts itself.
  if (own.some(({ result }) => result === 'pass') || listsAlignedSpf(record, policy)) return null
  const broken = own.find(({ result }) => result !== null && result !== 'none')
  if (broken) return adviseOnBroken(broken)
  const valid = signatures.filter(({ result }) => result === 'pass')
  const almost = valid.find(({ alignment }) => alignment === 'other-name')
  if (almost && from)
    return `Sign with ${nameDomain(from)} itself, or ask for relaxed DKIM alignment (adkim=r) in the policy.`
  const foreign = valid.find(({ alignment }) => alignment === 'other-organization')
  if (foreign)
    return `If ${nameDomain(foreign.domain ?? '')} sends for you, have that service sign with your own domain (custom DKIM); ${otherwise(record, policy)}`
  const known =
    record.source === null
      ? 'If you know this mail as yours, set up DKIM for what sends it'
      : `If you know the source ${nameSource(record.source)} as yours, set up DKIM for it`
  return `${known}; ${otherwise(record, policy)}`
}

/** SPF looks at the last server only, so that it ends with the first forwarder. */
function explainOfPassing({ dkimAligned, spfAligned }: ExplainedRecord): string {
  if (dkimAligned || !spfAligned) return 'Nothing to do.'
  return 'Nothing has to be done; but SPF is lost when mail is forwarded, and DKIM with your own domain would hold better.'
}

function adviseOnBroken({ domain, selector, result }: DkimAuth): string {
  const name = nameDomain(domain ?? '')
  if (result === 'temperror')
    return `Nothing to do unless it goes on: then see whether the DNS of ${name} answers fast enough.`
  const key = selector && `${selector}._domainkey.${domain}`
  const place = key && isDomain(key.toLowerCase()) ? `at ${nameDomain(key)}` : `of ${name}`
  return `Check the DKIM key ${place}; if other mail passes with it, this mail was changed on its way or is not yours.`
}

/** Not called spoofing: a forwarder that breaks the signature looks the same. */
function otherwise({ headerFrom }: ExplainedRecord, policy: QuotedPolicy): string {
  const asked = policy && askedPolicy(headerFrom, policy)
  const other = 'otherwise it came over a forwarder or somebody else uses your domain, and nothing needs doing'
  return asked && STRENGTH[asked.policy] > 0
    ? `${other}, as your policy is ${asked.tag}=${asked.policy} already.`
    : `${other} but a policy of quarantine or reject.`
}

function nameSource(source: string): string {
  return /^[0-9a-f.:]{1,45}$/.test(source) ? source : quoteValue(source)
}

function listsAlignedSpf(record: ExplainedRecord, policy: QuotedPolicy): boolean {
  const from = fromDomain(record, policy)
  return record.spfAuth.some(
    ({ domain, scope, result }) =>
      result === 'pass' && scope !== 'helo' && judgeAlignment(domain, from, policy?.aspf) === 'aligned',
  )
}
