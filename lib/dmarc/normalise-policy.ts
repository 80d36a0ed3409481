import { isDomain, toDomain } from './domain-name.ts'
import { fieldText, isBlank, RawWords, shortName, warnOfUnknown } from './field-text.ts'
import type { RawElement } from './raw-element.ts'
import type { PublishedPolicy } from './report.ts'
import { ALIGNMENT_MODES, DISCOVERY_METHODS, POLICIES, YES_NO } from './vocabulary.ts'
import { quote, type WarningLog } from './warning-log.ts'
import { readWord } from './word.ts'

const KNOWN = ['domain', 'p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'testing', 'discovery_method']

/** `policy_published`; null when its domain is missing or is no domain. */
export function normalisePolicy(element: RawElement, log: WarningLog): PublishedPolicy | null {
  const domain = toDomain(fieldText(element, 'domain', log) ?? '')
  if (!isDomain(domain)) return null
  warnOfUnknown(element, KNOWN, log)
  const raw = new RawWords(log)
  const words = { raw }
  if (isBlank(element, 'p')) log.add('missing-value', 'p', 'The published policy has no p; no policy was assumed.')
  return {
    domain,
    p: readWord(element, 'p', POLICIES, words),
    sp: readWord(element, 'sp', POLICIES, words),
    np: readWord(element, 'np', POLICIES, words),
    adkim: readWord(element, 'adkim', ALIGNMENT_MODES, words),
    aspf: readWord(element, 'aspf', ALIGNMENT_MODES, words),
    pct: readPercentage(element, raw),
    fo: shortName(element, 'fo', log),
    testing: { y: true, n: false, null: null }[readWord(element, 'testing', YES_NO, words) ?? 'null'],
    discoveryMethod: readWord(element, 'discovery_method', DISCOVERY_METHODS, words),
    ...raw.spread(),
  }
}

function readPercentage(element: RawElement, raw: RawWords): number | null {
  const written = fieldText(element, 'pct', raw.log)
  if (!written) return null
  const digits = /^(\d{1,3})(?:\.0*)?$/.exec(written)?.[1]
  if (digits !== undefined && Number(digits) <= 100) return Number(digits)
  raw.keep('pct', written)
  raw.log.add('odd-value', 'pct', `The pct ${quote(written)} of the published policy is not a number from 0 to 100.`)
  return null
}
