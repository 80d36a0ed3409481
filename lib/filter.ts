/** The one filter that every page, query and API route takes. Its home in a browser is the URL. */

export const VERDICTS = ['pass', 'fail'] as const
export const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject', 'unstated'] as const
export const MAIL = ['own', 'unrecognized'] as const
export const ALIGNED = ['aligned', 'unaligned'] as const

/** Parts of a filter that only single records can answer; no daily sum holds them. */
export const RECORD_FIELDS = [
  'headerFrom',
  'envelopeFrom',
  'envelopeTo',
  'override',
  'dkimDomain',
  'dkimSelector',
  'dkimResult',
  'spfDomain',
  'spfResult',
] as const
export type RecordField = (typeof RECORD_FIELDS)[number]

/** Stands for a field of a record that has no value; no domain, selector or result is written so. */
export const MISSING = '-'
/** Stands for the null reverse path, whose text is empty. */
export const NULL_SENDER = '<>'

/** Days are `YYYY-MM-DD`, UTC, both ends included. Null means: not restricted. */
export type Filter = {
  from: string
  to: string
  domain: string | null
  /** A receiver's id (see lib/receivers). */
  receiver: string | null
  /** A source IP in its canonical form; `none` stands for records without a readable one. */
  source: string | null
  verdict: (typeof VERDICTS)[number] | null
  /** `unstated` stands for records without one. */
  disposition: (typeof DISPOSITIONS)[number] | null
  /** `own`: from a source that ever passed DMARC for the domain; `unrecognized`: from any other. */
  mail: (typeof MAIL)[number] | null
  dkim: (typeof ALIGNED)[number] | null
  spf: (typeof ALIGNED)[number] | null
  /** Beside the days before these, as many as they are. Changes no number, only what stands beside it. */
  compare: 'before' | null
} & Record<RecordField, string | null>

const DAY_MS = 86_400_000
/** The first day that a filter can name, since reports count in seconds from it; it stands for "all time". */
export const FIRST_DAY = '1970-01-01'

/** The days and nothing else. */
export function unfiltered({ from, to }: { from: string; to: string }): Filter {
  const fields = Object.fromEntries(RECORD_FIELDS.map((name) => [name, null])) as Record<RecordField, null>
  const narrowing = { domain: null, receiver: null, source: null, verdict: null, disposition: null }
  return { from, to, ...narrowing, mail: null, dkim: null, spf: null, compare: null, ...fields }
}

/** The same about whole reports: without what chooses among the records in them. */
export function reportsOnly(filter: Filter): Filter {
  return { ...unfiltered(filter), domain: filter.domain, receiver: filter.receiver }
}

/** Whether it chooses among the records of a report. */
export function isNarrow(filter: Filter): boolean {
  return (
    needsRecords(filter) ||
    [filter.source, filter.verdict, filter.disposition, filter.mail, filter.dkim, filter.spf].some(Boolean)
  )
}

/** Whether no daily sum holds what it asks for. */
export function needsRecords(filter: Filter): boolean {
  return RECORD_FIELDS.some((name) => filter[name] !== null)
}

/** The days just before a window, as many as it has; null where there are none. */
export function windowBefore({ from, to }: { from: string; to: string }): { from: string; to: string } | null {
  const start = Date.parse(from) - (daysBetween(from, to) + 1) * DAY_MS
  return start < 0 ? null : { from: dayOfInstant(new Date(start)), to: addDays(from, -1) }
}

/** The query string of a filter, this one or a list's own, without `?`; what is not restricted is left out. */
export function filterQuery(filter: object): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== null) params.set(name, String(value))
  return params.toString()
}

/** The UTC day of an instant. */
export function dayOfInstant(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return dayOfInstant(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS))
}

/** Days from one to the other; the same day is 0. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The last millisecond of a UTC day; null for what is no day. */
export function endOfDay(day: string): Date | null {
  return isDay(day) ? new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1) : null
}

/** Whether a text is a day that a filter can name, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && dayOfInstant(new Date(time)) === text
}
