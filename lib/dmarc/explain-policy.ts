import { nameDomain } from './name-domain.ts'
import { quoteValue } from './quote-value.ts'
import type { AlignmentMode, Policy, PublishedPolicy } from './report.ts'

const ACTIONS: Record<Policy, string> = {
  none: 'to do nothing because of DMARC',
  quarantine: 'to treat it as suspicious, which usually means the junk folder',
  reject: 'to reject it',
}

const COUNTED: Record<AlignmentMode, string> = {
  relaxed: 'of the same organizational domain as the one in From',
  strict: 'the very same as the one in From',
}

/** The letters of fo: RFC 7489 section 6.3. */
const FAILURES = new Map([
  ['0', 'neither SPF nor DKIM gives an aligned pass'],
  ['1', 'SPF or DKIM gives anything but an aligned pass'],
  ['d', 'a DKIM signature fails, aligned or not'],
  ['s', 'SPF fails, aligned or not'],
])

/** Elements whose odd words are shown; that of p has a sentence of its own. */
const QUOTED = ['sp', 'np', 'adkim', 'aspf', 'pct', 'testing']

/** What the domain asked receivers to do, as the report quotes it. */
export function explainPolicy(policy: PublishedPolicy): string[] {
  const { domain, sp, np, adkim, aspf, pct, fo, testing } = policy
  const name = nameDomain(domain)
  return [
    explainP(policy, name),
    sp !== null && `Of mail from names below ${name} that fails, it asks receivers ${ACTIONS[sp]} (sp=${sp}).`,
    np !== null &&
      `Of mail from names below ${name} that do not exist in DNS, it asks receivers ${ACTIONS[np]} (np=${np}).`,
    adkim !== null &&
      `For DKIM it asks receivers to count a signature whose domain is ${COUNTED[adkim]} (adkim=${adkim[0]}).`,
    aspf !== null && `For SPF it asks receivers to count a pass whose domain is ${COUNTED[aspf]} (aspf=${aspf[0]}).`,
    pct !== null && explainPct(pct),
    fo !== null && explainFo(fo),
    testing === true &&
      'It asks receivers to treat the policy as a test (t=y): to act as if it were one step weaker. Receivers of the older standard do not know this mark.',
    testing === false && 'It asks receivers to apply the policy in full, not as a test (t=n).',
    ...QUOTED.map((tag) => quoteOdd(tag, policy.raw)),
  ].filter((sentence) => sentence !== false)
}

function explainP({ p, raw }: PublishedPolicy, name: string): string {
  if (p !== null) return `Of mail from ${name} that fails DMARC, it asks receivers ${ACTIONS[p]} (p=${p}).`
  const written = raw?.['p']
  if (written === undefined) return `The report gives no policy (p) of ${name}.`
  return `The report gives ${quoteValue(written)} as the policy (p) of ${name}, which is no policy.`
}

function explainPct(pct: number): string {
  if (pct === 100) return 'It asks receivers to apply the policy to all mail that fails (pct=100).'
  return `It asks receivers to apply the policy to ${pct} % of the mail that fails, and the next weaker one to the rest (pct=${pct}). Receivers of the newer standard ignore this.`
}

function explainFo(fo: string): string {
  const options = [...new Set(fo.split(':').map((option) => option.trim().toLowerCase()))]
  const cases = options.map((option) => FAILURES.get(option))
  if (cases.includes(undefined)) return `The report gives ${quoteValue(fo)} for when to send failure reports (fo).`
  return `It asks receivers to send failure reports when ${cases.join(', or when ')} (fo=${options.join(':')}). Many receivers send none.`
}

function quoteOdd(tag: string, raw: Record<string, string> | undefined): string | false {
  const written = raw?.[tag]
  return written !== undefined && `The report gives ${quoteValue(written)} for ${tag}, which is not one of its words.`
}
