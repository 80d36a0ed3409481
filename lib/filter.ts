import { toDomain } from './dmarc/domain-name.ts'
import { readAddress } from './dmarc/source-address.ts'

/** The one filter that every page, query and API route takes. Its home in a browser is the URL. */

const VERDICTS = ['pass', 'fail'] as const
const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject'] as const

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
  disposition: (typeof DISPOSITIONS)[number] | null
}

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

  const verdict = one('verdict')
  if (!isOneOf(VERDICTS, verdict)) return wrong('verdict', verdict, VERDICTS.join(' or '))
  const disposition = one('disposition')
  if (!isOneOf(DISPOSITIONS, disposition)) return wrong('disposition', disposition, DISPOSITIONS.join(', '))
  const source = readSource(one('source'))
  if (source === false) return wrong('source', one('source'), 'an IP address, or none')

  const written = one('domain')
  const domain = written && toDomain(written)
  const receiver = one('receiver')
  if (domain?.includes('\0')) return wrong('domain', domain, 'a domain')
  if (receiver?.includes('\0')) return wrong('receiver', receiver, "a receiver's id")
  return { filter: { from, to, domain, receiver, source, verdict, disposition }, problem: null }
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

/** The last millisecond of a UTC day; null for what is no day. */
export function endOfDay(day: string): Date | null {
  return isDay(day) ? new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1) : null
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && dayOfInstant(new Date(time)) === text
}

function isOneOf<T extends string>(words: readonly T[], word: string | null): word is T | null {
  return word === null || (words as readonly string[]).includes(word)
}

/** The canonical text of an address, `none`, null when there is no restriction, false when it is neither. */
function readSource(text: string | null): string | null | false {
  if (text === null || text === 'none') return text
  return readAddress(text) ?? false
}

function wrong(name: string, value: string | null, may: string): FilterResult {
  return { filter: null, problem: `${name} is ${JSON.stringify(value)}: it must be ${may}.` }
}
