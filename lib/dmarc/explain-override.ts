import type { ExplainedRecord } from './explanation.ts'
import { joinSentences } from './join-sentences.ts'
import { nameOverride } from './name-override.ts'
import type { Override } from './override.ts'
import { quoteValue } from './quote-value.ts'
import type { Reason } from './report.ts'
import { reportersWords } from './reporters-words.ts'
import { trustsArc } from './trusts-arc.ts'

const REASONS_SHOWN = 3

/** What each override says, and what it leaves open. */
const MEANINGS: Record<Override, string> = {
  arc: 'The receiver trusted an ARC chain: a server on the way says how the mail fared before it passed it on. Whether that is true cannot be told from the report.',
  forwarded:
    'The receiver took the mail for forwarded. Who forwarded it, and how the receiver knew, cannot be told from the report.',
  mailing_list:
    'The receiver took the mail for that of a mailing list, which often changes what it passes on. Which list it was cannot be told from the report.',
  trusted_forwarder:
    'The receiver took the mail for forwarded by a server that it trusts. Which server, and why it is trusted, cannot be told from the report.',
  local_policy:
    'The receiver followed a rule of its own (local policy). The word alone does not tell which rule, or whether it would hold for other mail.',
  sampled_out:
    'The mail was left out of the share of mail that the policy asks to act on (pct). That is chance, and says nothing about the mail.',
  policy_test_mode:
    'The policy is marked as a test (t=y), so the receiver did not apply it in full. It says nothing about the mail.',
  other:
    'The receiver had a reason for which reports have no word of their own (other). What it was can be told from its own words at most.',
  unstated:
    'The receiver gave no reason for doing other than the policy asks. Why it did cannot be told from the report.',
}

/** The override and the reporter's words on it; null where the record has neither an override nor a reason. */
export function explainOverride({ override, reasons }: ExplainedRecord): string | null {
  if (override === null) return reasons.length === 0 ? null : explainIdle(reasons)
  const main = reasons.find((reason) => (override === 'arc' ? trustsArc(reason) : reason.type === override))
  const others = reasons.filter((reason) => reason !== main)
  return joinSentences(
    isOverride(override) ? MEANINGS[override] : `The receiver gives the reason ${quoteValue(override)}.`,
    main?.raw !== undefined && `The reporter wrote it as ${quoteValue(main.raw)}.`,
    reportersWords(main?.comment ?? null),
    others.length > 0 && `The report also gives: ${list(others)}.`,
  )
}

function isOverride(word: string): word is Override {
  return Object.hasOwn(MEANINGS, word)
}

/** Some software gives a reason on every record (fixture opendmarc-reason-on-every-record.xml). */
function explainIdle(reasons: readonly Reason[]): string {
  return `The report gives a reason, ${list(reasons)}, but the record shows nothing that it changed.`
}

function list(reasons: readonly Reason[]): string {
  const shown = reasons.slice(0, REASONS_SHOWN).map(({ type, raw, comment }) => {
    const name = raw === undefined ? nameOverride(type) : quoteValue(raw)
    return comment === null || comment.trim() === '' ? name : `${name} (${quoteValue(comment)})`
  })
  const more = reasons.length - shown.length
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`
}
