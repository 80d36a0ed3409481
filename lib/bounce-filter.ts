import { validate } from 'uuid'

import { REPLY_CLASSES, type ReplyClass } from './apple/reply-class.ts'
import { FIRST_DAY, type Filter, MISSING } from './filter.ts'
import { type SearchParams, parseFilter } from './parse-filter.ts'

export const BOUNCE_KINDS = ['refused', 'deferred', 'suppressed', 'unreachable'] as const
type BounceKind = (typeof BOUNCE_KINDS)[number]
const LAST_DAY = '9999-12-31'

/** What a list of bounces is narrowed to: the parts of the common filter that a bounce has, and what only it has. */
export type BounceFilter = Pick<Filter, 'from' | 'to' | 'domain' | 'receiver' | 'source'> & {
  isIcloud: boolean | null
  kind: BounceKind | null
  class: ReplyClass | null
  /** Apple's tag without brackets; MISSING for replies without one. */
  code: string | null
  /** Of Apple's catalogue; MISSING for none. */
  group: string | null
  verified: boolean | null
  /** The id of a submission that tells of it. */
  submission: string | null
}

export type BounceFilterResult = { filter: BounceFilter; problem: null } | { filter: null; problem: string }

/** Reads such a filter from a query string: the last 30 days where it names none. */
export function parseBounceFilter(params: SearchParams, today: string): BounceFilterResult {
  const { filter: common, problem } = parseFilter(params, today)
  if (!common) return { filter: null, problem }
  const one = (name: string): string | null => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() || null
  }
  for (const [name, words] of Object.entries(WORDS)) {
    const word = one(name)
    if (word !== null && !words.includes(word)) return wrong(name, word, words.join(' or '))
  }
  const submission = one('submission')
  if (submission !== null && !validate(submission)) return wrong('submission', submission, 'the id of a submission')
  for (const name of ['code', 'group']) {
    const text = one(name)
    if (text !== null && !TAG.test(text)) return wrong(name, text, `letters and digits, or ${MISSING} for none`)
  }
  const { from, to, domain, receiver, source } = common
  const flag = (name: string): boolean | null => (one(name) === null ? null : one(name) === 'true')
  return {
    filter: {
      from,
      to,
      domain,
      receiver,
      source,
      submission,
      isIcloud: flag('isIcloud'),
      kind: one('kind') as BounceKind | null,
      class: one('class') as ReplyClass | null,
      code: one('code'),
      group: one('group'),
      verified: flag('verified'),
    },
    problem: null,
  }
}

/** The same with every day, where the query string names none. */
export function withAllDays(params: SearchParams): SearchParams {
  return { ...params, from: params.from || FIRST_DAY, to: params.to || LAST_DAY }
}

const TAG = /^(-|[A-Za-z0-9-]{1,40})$/
const BOOLEAN = ['true', 'false']
const WORDS: Record<string, readonly string[]> = {
  isIcloud: BOOLEAN,
  verified: BOOLEAN,
  kind: BOUNCE_KINDS,
  class: REPLY_CLASSES,
}

function wrong(name: string, value: string, may: string): BounceFilterResult {
  return { filter: null, problem: `${name} is ${JSON.stringify(value)}: it must be ${may}.` }
}
