import { type AskedPolicy, askedPolicy } from './asked-policy.ts'
import type { ExplainedRecord, QuotedPolicy } from './explanation.ts'
import { joinSentences } from './join-sentences.ts'
import { nameDomain } from './name-domain.ts'
import { nameOverride } from './name-override.ts'
import { quoteValue } from './quote-value.ts'
import type { Disposition } from './report.ts'
import { STRENGTH } from './strength.ts'

const DONE: Record<Disposition, string> = {
  none: 'The receiver did nothing because of DMARC',
  pass: 'The receiver gives “pass” as what it did because of DMARC',
  quarantine: 'The receiver quarantined the mail because of DMARC',
  reject: 'The receiver rejected the mail because of DMARC',
}

/** What the receiver did because of DMARC, and how that compares with what the policy asked for. */
export function explainDisposition(record: ExplainedRecord, policy: QuotedPolicy): string {
  const { disposition } = record
  if (!isDisposition(disposition)) return explainMissing(disposition ?? record.raw?.['disposition'])
  if (record.verdict === 'pass') return explainOfPassing(disposition)
  const asked = policy && askedPolicy(record.headerFrom, policy)
  return joinSentences(
    asked && policy
      ? compare(disposition, { asked, record, policy })
      : `${DONE[disposition]}. The report gives no policy to compare this with.`,
    STRENGTH[disposition] === 0 && 'Whether the mail reached an inbox is not in the report.',
  )
}

function isDisposition(word: string | null): word is Disposition {
  return word !== null && Object.hasOwn(DONE, word)
}

function explainMissing(written: string | undefined): string {
  if (written === undefined) return 'The report does not say what the receiver did because of DMARC.'
  return `The report gives ${quoteValue(written)} as what the receiver did because of DMARC, which is not one of its words.`
}

function explainOfPassing(disposition: Disposition): string {
  if (disposition === 'none') return `${DONE.none}, as is usual for mail that passes.`
  if (disposition === 'pass') return `${DONE.pass}: the mail passes, under a policy that asks for more than none.`
  return `${DONE[disposition]}, although the mail passes by the reporter’s own finding. No policy asks for that.`
}

type Compared = { asked: AskedPolicy; record: ExplainedRecord; policy: NonNullable<QuotedPolicy> }

function compare(disposition: Disposition, { asked, record, policy }: Compared): string {
  const done = STRENGTH[disposition]
  const tag = `${asked.tag}=${asked.policy}`
  if (done === STRENGTH[asked.policy])
    return joinSentences(
      `${DONE[disposition]}, as ${tag} asks.`,
      policy.testing === true &&
        done > 0 &&
        'The policy is marked as a test (t=y), a mark that receivers of the older standard do not know.',
    )
  const isMilder = done < STRENGTH[asked.policy]
  const than = `${isMilder ? 'milder' : 'stricter'} than ${tag} asks`
  if (asked.orNp !== null && done === STRENGTH[asked.orNp])
    return `${DONE[disposition]}. This is what np=${asked.orNp} asks if ${nameDomain(record.headerFrom ?? '')} does not exist in DNS, and ${than} if it does; the report does not tell which.`
  return joinSentences(`${DONE[disposition]}, which is ${than}.`, explainDifference(record, isMilder ? policy : null))
}

/** The receiver's reason, or else what of the policy itself may be one. */
function explainDifference({ override }: ExplainedRecord, milderThan: QuotedPolicy): string {
  if (override !== null && override !== 'unstated') return `Its override explains this: ${nameOverride(override)}.`
  const { pct, testing } = milderThan ?? {}
  return joinSentences(
    typeof pct === 'number' &&
      pct < 100 &&
      `The policy asks for it on ${pct} % of the mail only (pct=${pct}), which may be why.`,
    testing === true && 'The policy is marked as a test (t=y), which may be why.',
  )
}
