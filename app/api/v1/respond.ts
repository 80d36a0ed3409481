import { type Shortage, shortageOf } from '#lib/capacity/shortage.ts'
import { isDatabaseGone } from '#lib/db/is-database-gone.ts'
import { log } from '#lib/log.ts'

/** Answers of the API: JSON, and RFC 9457 problem documents for everything that is refused. */

/** @param cookies values of Set-Cookie. */
export function json(body: unknown, status = 200, cookies: string[] = []): Response {
  const response = answer(body, status, 'application/json')
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}

/** Bytes below which an answer is sent as it is: to compress it costs more than to send it. */
const SHORT_BYTES = 1024

function answer(body: unknown, status: number, type: string): Response {
  const text = JSON.stringify(body)
  const cacheControl = text.length < SHORT_BYTES ? 'no-store, no-transform' : 'no-store'
  return new Response(text, { status, headers: { 'content-type': type, 'cache-control': cacheControl } })
}

const TITLES = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content too large',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
  507: 'Insufficient storage',
}

/** @param detail a sentence that says what was wrong and what to do. */
export function problem(status: keyof typeof TITLES, detail: string, more: Record<string, unknown> = {}): Response {
  return answer(
    { type: 'about:blank', title: TITLES[status], status, detail, ...more },
    status,
    'application/problem+json',
  )
}

/** The answer when there is no room for what was handed in. */
export function shortageProblem(shortage: Shortage): Response {
  const answer = problem(shortage.status, shortage.sentence)
  if (shortage.status === 503) answer.headers.set('retry-after', String(shortage.retryAfterSeconds))
  return answer
}

/** The answer when somebody asks more often than a limit allows. */
export function tooMany(seconds: number): Response {
  const answer = problem(429, `These were too many requests: try again in ${seconds} seconds.`)
  answer.headers.set('retry-after', String(seconds))
  return answer
}

/** The answer to a request that failed: it is logged, and the caller learns whether trying again helps. */
export function failure({ method, url }: Request, error: unknown): Response {
  log.error({ method, path: new URL(url).pathname, error }, 'a request failed')
  const shortage = shortageOf(error)
  if (shortage) return shortageProblem(shortage)
  if (isDatabaseGone(error))
    return shortageProblem({
      status: 503,
      sentence: 'The database does not answer. Nothing was changed; try again in a moment.',
      retryAfterSeconds: 5,
    })
  return problem(500, 'Signet failed at this request; its log says why. Report it to the makers of Signet.')
}
