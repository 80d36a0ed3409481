import { type Filter, dayOfInstant } from '#lib/filter.ts'
import { parseFilter } from '#lib/parse-filter.ts'
import { type CursorShape, type Page, decodeCursor } from '#lib/queries/cursor.ts'

import { problem } from './respond.ts'

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 500

/** A query parameter that may be one of these words only, or absent. */
export function readWord<T extends string>(request: Request, name: string, words: readonly T[]): T | null | Response {
  const word = new URL(request.url).searchParams.get(name) || null
  if (word === null || (words as readonly string[]).includes(word)) return word as T | null
  return problem(400, `${name} is ${JSON.stringify(word)}: it must be one of ${words.join(', ')}.`)
}

/** The filter of a request, or the answer that says what is wrong with it. */
export function readFilter(request: Request): Filter | Response {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  if (params.sender) return problem(400, 'Signet does not name senders yet: leave the sender parameter out.')
  const { filter, problem: sentence } = parseFilter(params, dayOfInstant(new Date()))
  return filter ?? problem(400, sentence)
}

/** `limit` and `cursor` of a request, or the answer that says what is wrong with them. */
export function readPage(request: Request, shape: CursorShape): Page | Response {
  const params = new URL(request.url).searchParams
  const limit = params.get('limit') ? Number(params.get('limit')) : LIMIT_DEFAULT
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX)
    return problem(400, `limit must be a whole number from 1 to ${LIMIT_MAX}.`)
  const cursor = params.get('cursor') || null
  if (cursor && !decodeCursor(cursor, shape))
    return problem(400, 'cursor is none that Signet gave: use nextCursor as it came.')
  return { limit, cursor }
}
