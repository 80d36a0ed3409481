import { DOMAIN_MAX, toDomain } from './domain-name.ts'
import { fieldText, isBlank, onlyChild, RawWords, warnOfUnknown } from './field-text.ts'
import { readCount } from './message-count.ts'
import { normaliseDkim, normaliseSpf } from './normalise-auth.ts'
import { normaliseReasons } from './normalise-reasons.ts'
import { childrenNamed, type RawElement } from './raw-element.ts'
import type { Aligned, ReportRecord } from './report.ts'
import { readAddress } from './source-address.ts'
import { ALIGNED, DISPOSITIONS } from './vocabulary.ts'
import { cutText, quote, type WarningLog } from './warning-log.ts'
import { readWord } from './word.ts'

const KNOWN = {
  record: ['row', 'identifiers', 'identities', 'auth_results'],
  row: ['source_ip', 'count', 'policy_evaluated'],
  policy_evaluated: ['disposition', 'dkim', 'spf', 'reason'],
  identifiers: ['header_from', 'envelope_from', 'envelope_to'],
  auth_results: ['dkim', 'spf'],
}

/** One raw `record` -> one record. Never refuses: what cannot be read becomes null (a count 0), with a warning. */
export function normaliseRecord(element: RawElement, log: WarningLog): ReportRecord {
  const row = onlyChild(element, 'row', log)
  const evaluated = onlyChild(row, 'policy_evaluated', log)
  // Fixture junc.org-identities.xml.
  const identifiers = onlyChild(element, 'identifiers', log) ?? onlyChild(element, 'identities', log)
  const auth = onlyChild(element, 'auth_results', log)
  warnOfUnknown(element, KNOWN.record, log)
  warnOfUnknown(row, KNOWN.row, log)
  warnOfUnknown(evaluated, KNOWN.policy_evaluated, log)
  warnOfUnknown(identifiers, KNOWN.identifiers, log)
  warnOfUnknown(auth, KNOWN.auth_results, log)
  const raw = new RawWords(log)
  const headerFrom = readName(identifiers, 'header_from', log) || null
  if (headerFrom === null) log.add('missing-value', 'header_from', 'A record has no header_from.')
  if (isBlank(evaluated, 'disposition'))
    log.add('missing-value', 'disposition', 'A record does not say what was done with its messages (disposition).')
  return {
    ...readSource(row, log),
    count: readMessages(row, raw),
    disposition: readWord(evaluated, 'disposition', DISPOSITIONS, { raw }),
    dkim: readAligned(evaluated, 'dkim', raw),
    spf: readAligned(evaluated, 'spf', raw),
    reasons: normaliseReasons(childrenNamed(evaluated, 'reason'), log),
    headerFrom,
    envelopeFrom: readName(identifiers, 'envelope_from', log),
    envelopeTo: readName(identifiers, 'envelope_to', log) || null,
    dkimAuth: childrenNamed(auth, 'dkim').map((entry) => normaliseDkim(entry, log)),
    spfAuth: childrenNamed(auth, 'spf').map((entry) => normaliseSpf(entry, log)),
    ...raw.spread(),
  }
}

function readSource(row: RawElement | null, log: WarningLog): Pick<ReportRecord, 'sourceIp' | 'sourceText'> {
  const written = fieldText(row, 'source_ip', log)
  if (!written) {
    log.add(
      'bad-source-ip',
      'source_ip missing',
      'A record has no source_ip; its messages were counted without a source.',
    )
    return { sourceIp: null, sourceText: null }
  }
  const sourceIp = readAddress(written)
  if (sourceIp !== null) return { sourceIp, sourceText: null }
  const sentence = `The source_ip ${quote(written)} is not an IP address; its messages were counted without a source.`
  log.add('bad-source-ip', 'source_ip', sentence)
  return { sourceIp: null, sourceText: cutText(written, DOMAIN_MAX) }
}

function readMessages(row: RawElement | null, raw: RawWords): number {
  const written = fieldText(row, 'count', raw.log)
  if (!written) {
    raw.log.add('bad-count', 'missing', 'A record has no count and was counted as 0 messages.')
    return 0
  }
  const { count, problem } = readCount(written)
  if (problem === null) return count
  raw.keep('count', written)
  const fault =
    problem === 'capped' ? 'is too large and was capped' : 'is not a number of messages and was counted as 0'
  raw.log.add('bad-count', problem, `The count ${quote(written)} ${fault}.`)
  return count
}

function readAligned(evaluated: RawElement | null, name: 'dkim' | 'spf', raw: RawWords): Aligned {
  if (isBlank(evaluated, name))
    raw.log.add('missing-value', name, `A record has no ${name} in policy_evaluated, which counts as not aligned.`)
  return readWord(evaluated, name, ALIGNED, { raw, inWords: `${name} of policy_evaluated` })
}

function readName(identifiers: RawElement | null, name: string, log: WarningLog): string | null {
  const written = fieldText(identifiers, name, log)
  if (written === null) return null
  const domain = toDomain(written)
  if (domain.length <= DOMAIN_MAX) return domain
  log.add('odd-value', name, `The ${name} of a record is longer than a domain can be and was left out.`)
  return null
}
