import { byWeight } from './by-weight.ts'
import { explainAlignment } from './explain-alignment.ts'
import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'
import { foreseeAlignment } from './foresee-alignment.ts'
import { fromDomain } from './from-domain.ts'
import { isSignature } from './is-signature.ts'
import { joinSentences } from './join-sentences.ts'
import { type Alignment, judgeAlignment } from './judge-alignment.ts'
import { nameDomain } from './name-domain.ts'
import { quoteValue } from './quote-value.ts'
import type { DkimAuth, DkimResult } from './report.ts'
import { reportersWords } from './reporters-words.ts'

/** A record may have a hundred; the first ones bear on the verdict. */
const SIGNATURES_SHOWN = 3

/** The results other than pass, with their usual causes: RFC 8601 section 2.7.1. */
const FAULTS: Record<Exclude<DkimResult, 'pass' | 'none'>, string> = {
  fail: 'failed: it does not match the mail as it arrived. Usually a header or the body was changed on the way; a wrong key in DNS does the same.',
  permerror:
    'could not be checked, and a second try would not help: usually the key is missing in DNS, or key or signature are malformed.',
  temperror: 'could not be checked at that time: usually DNS did not answer in time.',
  neutral: 'was neither found valid nor false: usually the receiver could not make sense of the signature or its key.',
  policy:
    'was not accepted under a rule of the receiver’s own: usually the key is too weak, or too little of the mail is signed.',
}

/** What each signature gave and whether it is aligned; one sentence says that there is none. */
export function explainDkim(record: ExplainedRecord, policy: QuotedPolicy): string[] {
  const from = fromDomain(record, policy)
  const signatures = byWeight(
    record.dkimAuth
      .filter(isSignature)
      .map((auth) => ({ ...auth, alignment: judgeAlignment(auth.domain, from, policy?.adkim) })),
  )
  const shown = signatures.slice(0, SIGNATURES_SHOWN).map((signature) => explainSignature(signature, from))
  const listsAligned = signatures.some(({ result, alignment }) => result === 'pass' && alignment === 'aligned')
  const note = joinSentences(
    signatures.length === 0 && 'The report lists no DKIM signature.',
    signatures.length > SIGNATURES_SHOWN && countMore(signatures.length - SIGNATURES_SHOWN),
    record.dkimAligned && !listsAligned && 'The reporter says that DKIM is aligned, which its own list does not show.',
    !record.dkimAligned &&
      listsAligned &&
      'The reporter says that DKIM is not aligned, although its own list shows a signature that is.',
  )
  return note === '' ? shown : [...shown, note]
}

function countMore(count: number): string {
  return count === 1 ? 'The report lists one more DKIM signature.' : `The report lists ${count} more DKIM signatures.`
}

function explainSignature(signature: DkimAuth & { alignment: Alignment }, from: string | null): string {
  const { domain, selector, result, humanResult, alignment } = signature
  const name = domain ? `The signature of ${nameDomain(domain)}` : 'A signature whose domain is not named'
  const subject = selector ? `${name} (selector ${nameDomain(selector)})` : name
  if (result === 'pass') return `${subject} is valid, ${explainAlignment(alignment, { domain, from })}.`
  return joinSentences(
    explainFault(subject, signature),
    result !== 'none' && foreseeAlignment(alignment, from),
    reportersWords(humanResult),
  )
}

function explainFault(subject: string, { result, raw }: DkimAuth): string {
  if (result === 'none') return `${subject} is listed with the result none: the reporter found no signature to check.`
  if (result !== null && result !== 'pass') return `${subject} ${FAULTS[result]}`
  if (raw === undefined) return `${subject} is listed without a result.`
  return `${subject} is listed with the result ${quoteValue(raw)}, which is no result of DKIM.`
}
