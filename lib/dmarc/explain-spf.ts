import { byWeight } from './by-weight.ts'
import { explainAlignment } from './explain-alignment.ts'
import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'
import { foreseeAlignment } from './foresee-alignment.ts'
import { fromDomain } from './from-domain.ts'
import { joinSentences } from './join-sentences.ts'
import { type Alignment, judgeAlignment } from './judge-alignment.ts'
import { nameDomain } from './name-domain.ts'
import { quoteValue } from './quote-value.ts'
import type { SpfAuth, SpfResult } from './report.ts'
import { reportersWords } from './reporters-words.ts'

const FORWARDED_TOO = 'Mail that somebody forwarded often ends so, since SPF then looks at the forwarder.'

/** The results other than pass: RFC 7208 section 2.6. */
const FAULTS: Record<Exclude<SpfResult, 'pass'>, string> = {
  fail: `failed: its SPF record says that the source may not send for it. ${FORWARDED_TOO}`,
  softfail: `gave softfail: its SPF record says that the source probably may not send for it. ${FORWARDED_TOO}`,
  neutral: 'was neutral: its SPF record says neither yes nor no about the source.',
  none: 'gave none: the reporter found no SPF record that it could check.',
  policy: 'was not accepted under a rule of the receiver’s own.',
  temperror: 'could not be checked at that time: usually DNS did not answer in time.',
  permerror: 'could not be checked: its SPF record needs more than ten DNS lookups or is broken.',
}

/** Which domain SPF looked at, what it gave, and whether that is aligned. */
export function explainSpf(record: ExplainedRecord, policy: QuotedPolicy): string[] {
  const from = fromDomain(record, policy)
  const results = byWeight(
    record.spfAuth
      .filter(saysSomething)
      .map((auth) => ({ ...auth, alignment: judgeAlignment(auth.domain, from, policy?.aspf) })),
  )
  const listed = results.filter(({ result, alignment }) => result === 'pass' && alignment === 'aligned')
  // DMARC looks at the HELO name only when there is no envelope sender, so that one does not contradict.
  const listsSender = listed.some(({ scope }) => scope !== 'helo')
  // RFC 9990 has one result at the most; older reports may list the HELO name as well.
  const [main] = record.spfAligned ? results : results.toSorted(senderFirst)
  const note = joinSentences(
    record.envelopeFrom === '' && 'The envelope sender is empty, as it is in bounces, so SPF looks at the HELO name.',
    !main && 'The report lists no SPF result.',
    results.length > 1 && countMore(results.length - 1),
    record.spfAligned &&
      listed.length === 0 &&
      'The reporter says that SPF is aligned, which its own list does not show.',
    !record.spfAligned &&
      listsSender &&
      'The reporter says that SPF is not aligned, although its own list shows a result that is.',
    !record.spfAligned &&
      listed.length > 0 &&
      !listsSender &&
      'DMARC looks at the HELO name only where the envelope sender is empty.',
  )
  return [main ? explainResult(main, from) : '', note].filter((text) => text !== '')
}

function senderFirst(a: SpfAuth, b: SpfAuth): number {
  return Number(a.scope === 'helo') - Number(b.scope === 'helo')
}

/** Some reporters write an empty element where SPF was not looked at. */
function saysSomething({ domain, result, raw }: SpfAuth): boolean {
  return Boolean(domain) || raw !== undefined || (result !== null && result !== 'none')
}

function countMore(count: number): string {
  return count === 1 ? 'The report lists one more SPF result.' : `The report lists ${count} more SPF results.`
}

function explainResult(auth: SpfAuth & { alignment: Alignment }, from: string | null): string {
  const { domain, scope, result, humanResult, alignment } = auth
  const name = domain ? nameDomain(domain) : 'a domain that is not named'
  const subject = `SPF for ${name}${scope === null ? '' : { mfrom: ' (the envelope sender)', helo: ' (the HELO name)' }[scope]}`
  if (result === 'pass') return `${subject} passed, ${explainAlignment(alignment, { domain, from })}.`
  return joinSentences(explainFault(subject, auth), foreseeAlignment(alignment, from), reportersWords(humanResult))
}

function explainFault(subject: string, { result, raw }: SpfAuth): string {
  if (result !== null && result !== 'pass') return `${subject} ${FAULTS[result]}`
  if (raw === undefined) return `${subject} is listed without a result.`
  return `${subject} is listed with the result ${quoteValue(raw)}, which is no result of SPF.`
}
