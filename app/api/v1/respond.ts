/** Answers of the API: JSON, and RFC 9457 problem documents for everything that is refused. */

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

/** @param detail a sentence that says what was wrong and what to do. */
export function problem(status: 400 | 403 | 404 | 413, detail: string, more: Record<string, unknown> = {}): Response {
  const titles = { 400: 'Bad request', 403: 'Forbidden', 404: 'Not found', 413: 'Content too large' }
  return Response.json(
    { type: 'about:blank', title: titles[status], status, detail, ...more },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  )
}
