import { toDomain } from './dmarc/domain-name.ts'
import { readAddress } from './dmarc/source-address.ts'
import {
  ALIGNED,
  DISPOSITIONS,
  FIRST_DAY,
  type Filter,
  MAIL,
  RECORD_FIELDS,
  VERDICTS,
  addDays,
  isDay,
} from './filter.ts'

export type FilterResult = { filter: Filter; problem: null } | { filter: null; problem: string }

/** What a page's or a route's query string looks like to Next. */
export type SearchParams = Record<string, string | string[] | undefined>

const DEFAULT_DAYS = 30

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

function laterOf(a: string, b: string): string {
  return a > b ? a : b
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
