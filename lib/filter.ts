import { toDomain } from './dmarc/domain-name.ts'
import { readAddress } from './dmarc/source-address.ts'

/** The one filter that every page, query and API route takes. Its home in a browser is the URL. */

const VERDICTS = ['pass', 'fail'] as const
const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject', 'unstated'] as const
const MAIL = ['own', 'unrecognized'] as const
const ALIGNED = ['aligned', 'unaligned'] as const

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

export type FilterResult = { filter: Filter; problem: null } | { filter: null; problem: string }

/** What a page's or a route's query string looks like to Next. */
export type SearchParams = Record<string, string | string[] | undefined>

const DEFAULT_DAYS = 30
const DAY_MS = 86_400_000
/** Reports count in seconds since this day. */
const FIRST_DAY = '1970-01-01'

/**
 * Reads a filter from a query string. Without `from` and `to` it is the 30 days that end with `today` (`YYYY-MM-DD`, UTC).
 * @returns the filter, or a sentence that says which parameter is wrong and what it may be.
 */
export function parseFilter(params: SearchParams, today: string): FilterResult {
  const one = (name: string): string | null => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() || null
  }
  const to = one('to') ?? today
  if (!isDay(to)) return wrong('to', to, 'a day, YYYY-MM-DD')
  const from = one('from') ?? laterOf(FIRST_DAY, addDays(to, 1 - DEFAULT_DAYS))
  if (!isDay(from)) return wrong('from', from, 'a day, YYYY-MM-DD')
  if (from > to) return { filter: null, problem: `from (${from}) is after to (${to}).` }

  const chosen: Record<string, string | null> = {}
  for (const [name, words] of Object.entries(WORDS)) {
    chosen[name] = one(name)
    if (!isOneOf(words, chosen[name])) return wrong(name, chosen[name], words.join(' or '))
  }
  for (const name of ['domain', 'receiver', ...RECORD_FIELDS]) {
    chosen[name] = one(name)
    if (chosen[name]?.includes('\0')) return wrong(name, chosen[name], 'text')
  }
  chosen.domain &&= toDomain(chosen.domain)
  const source = readSource(one('source'))
  if (source === false) return wrong('source', one('source'), 'an IP address, or none')
  return { filter: { ...(chosen as Omit<Filter, 'from' | 'to' | 'source'>), from, to, source }, problem: null }
}

const WORDS: Record<string, readonly string[]> = {
  verdict: VERDICTS,
  disposition: DISPOSITIONS,
  mail: MAIL,
  dkim: ALIGNED,
  spf: ALIGNED,
  compare: ['before'],
}

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

/** The query string of a filter, without `?`; what is not restricted is left out. */
export function filterQuery(filter: Filter): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== null) params.set(name, value)
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

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}

/** Whether a text is a day that a filter can name, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && dayOfInstant(new Date(time)) === text
}

function isOneOf(words: readonly string[], word: string | null): boolean {
  return word === null || words.includes(word)
}

/** The canonical text of an address, `none`, null when there is no restriction, false when it is neither. */
function readSource(text: string | null): string | null | false {
  if (text === null || text === 'none') return text
  return readAddress(text) ?? false
}

function wrong(name: string, value: string | null, may: string): FilterResult {
  return { filter: null, problem: `${name} is ${JSON.stringify(value)}: it must be ${may}.` }
}
