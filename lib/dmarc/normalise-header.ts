import { type Refusal, refuse } from '../errors.ts'
import { cut, fieldText, NAME_MAX, onlyChild, prose, PROSE_MAX, shortName, warnOfUnknown } from './field-text.ts'
import { type Instant, readInstant } from './instant.ts'
import { normalisePolicy } from './normalise-policy.ts'
import { childrenNamed, type RawElement } from './raw-element.ts'
import type { ReportHeader } from './report.ts'
import type { WarningLog } from './warning-log.ts'

/** As UTF-8. A line of mail has no more (RFC 5322 section 2.1.1), and the unique key of reports has room for it. */
const REPORT_ID_BYTES_MAX = 998
const ERRORS_MAX = 20
const DAY_SECONDS = 86_400
/** Nobody sent a DMARC report before 2012. */
const FIRST_YEAR_BEGIN = Date.UTC(2012, 0, 1) / 1000

const KNOWN = ['org_name', 'email', 'extra_contact_info', 'report_id', 'date_range', 'error', 'generator']

/** The direct children of the root that are not records, first ones only. */
export type HeaderElements = {
  version: RawElement | null
  metadata: RawElement | null
  policy: RawElement | null
}

export type HeaderResult = { header: ReportHeader; refusal: null } | { header: null; refusal: Refusal }

/**
 * Header elements -> header. Refuses (missing-field, implausible-dates, field-too-long) what could not be told from
 * another report.
 */
export function normaliseHeader(elements: HeaderElements, now: Date, log: WarningLog): HeaderResult {
  const { metadata } = elements
  if (!metadata) return missing('report_metadata')
  if (!elements.policy) return missing('policy_published')
  const policy = normalisePolicy(elements.policy, log)
  if (!policy) return missing('domain of policy_published')
  const reportId = fieldText(metadata, 'report_id', log)
  if (!reportId) return missing('report_id')
  if (Buffer.byteLength(reportId) > REPORT_ID_BYTES_MAX) {
    const detail = `Its report_id has more than ${REPORT_ID_BYTES_MAX} bytes.`
    return { header: null, refusal: refuse('field-too-long', detail) }
  }
  const dates = onlyChild(metadata, 'date_range', log)
  const begin = readInstant(fieldText(dates, 'begin', log) ?? '')
  if (!begin) return missing('begin of date_range')
  const end = readInstant(fieldText(dates, 'end', log) ?? '')
  if (!end) return missing('end of date_range')
  const refusal = refuseDates(begin.seconds, end.seconds, now)
  if (refusal) return { header: null, refusal }
  warnOfDates([begin, end], log)
  warnOfUnknown(metadata, KNOWN, log)
  const header = {
    version: cut(elements.version?.text.trim() ?? null, { name: 'version', charactersMax: NAME_MAX, log }),
    ...readContact(metadata, log),
    reportId,
    begin: begin.seconds,
    end: end.seconds,
    errors: readErrors(metadata, log),
    generator: prose(metadata, 'generator', log),
    policy,
  }
  return { header, refusal: null }
}

function missing(field: string): HeaderResult {
  return { header: null, refusal: refuse('missing-field', `The field ${field} is missing or cannot be read.`) }
}

function readContact(
  metadata: RawElement,
  log: WarningLog,
): Pick<ReportHeader, 'orgName' | 'email' | 'extraContactInfo'> {
  const orgName = shortName(metadata, 'org_name', log)
  if (orgName === null) log.add('missing-value', 'org_name', 'The report does not name its reporter (org_name).')
  return {
    orgName,
    email: shortName(metadata, 'email', log),
    extraContactInfo: prose(metadata, 'extra_contact_info', log),
  }
}

function readErrors(metadata: RawElement, log: WarningLog): string[] {
  return childrenNamed(metadata, 'error')
    .map((error) => cut(error.text.trim(), { name: 'error', charactersMax: PROSE_MAX, log }))
    .filter((error) => error !== null)
    .slice(0, ERRORS_MAX)
}

function refuseDates(begin: number, end: number, now: Date): Refusal | null {
  if (end < begin) return refuse('implausible-dates', 'It ends before it begins.')
  if (begin > now.getTime() / 1000 + 2 * DAY_SECONDS)
    return refuse('implausible-dates', 'It begins more than two days in the future.')
  return null
}

function warnOfDates(instants: [Instant, Instant], log: WarningLog): void {
  if (instants.some((instant) => instant.isMilliseconds))
    log.add('milliseconds', 'date_range', 'The dates were written in milliseconds and read as such.')
  if (instants.some((instant) => instant.isFractional))
    log.add('fractional-date', 'date_range', 'The dates were written with fractions of a second, which were dropped.')
  if (instants[0].seconds < FIRST_YEAR_BEGIN)
    log.add('old-dates', 'date_range', 'The report says that it begins before 2012, when nobody sent such reports.')
}
