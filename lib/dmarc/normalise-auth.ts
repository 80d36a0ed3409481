import { DOMAIN_MAX, toDomain } from './domain-name.ts'
import { fieldText, prose, RawWords, shortName } from './field-text.ts'
import type { RawElement } from './raw-element.ts'
import type { DkimAuth, SpfAuth } from './report.ts'
import { DKIM_RESULTS, SPF_RESULTS, SPF_SCOPES } from './vocabulary.ts'
import type { WarningLog } from './warning-log.ts'
import { readWord } from './word.ts'

/**
 * One `auth_results/dkim`. An empty domain or selector is how reporters say that there was no signature: both become
 * null.
 */
export function normaliseDkim(element: RawElement, log: WarningLog): DkimAuth {
  const raw = new RawWords(log)
  const result = readWord(element, 'result', DKIM_RESULTS, { raw, inWords: 'result of dkim' })
  const written = raw.get('result')
  return {
    domain: readDomain(element, log),
    selector: shortName(element, 'selector', log),
    result,
    humanResult: prose(element, 'human_result', log),
    ...(written !== undefined && { raw: written }),
  }
}

/** One `auth_results/spf`. */
export function normaliseSpf(element: RawElement, log: WarningLog): SpfAuth {
  const raw = new RawWords(log)
  const scope = readWord(element, 'scope', SPF_SCOPES, { raw, inWords: 'scope of spf' })
  const result = readWord(element, 'result', SPF_RESULTS, { raw, inWords: 'result of spf' })
  const written = raw.get('result')
  const writtenScope = raw.get('scope')
  return {
    domain: readDomain(element, log),
    scope,
    result,
    humanResult: prose(element, 'human_result', log),
    ...(written !== undefined && { raw: written }),
    ...(writtenScope !== undefined && { rawScope: writtenScope }),
  }
}

function readDomain(element: RawElement, log: WarningLog): string | null {
  const domain = toDomain(fieldText(element, 'domain', log) ?? '')
  if (domain.length <= DOMAIN_MAX) return domain || null
  log.add('odd-value', 'domain', 'A domain in auth_results is longer than a domain can be and was left out.')
  return null
}
