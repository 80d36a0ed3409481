/** The key with which the tests ask the API, an admin's; every Signet that they start is given it. */
export const API_KEY = 'the-key-of-the-tests-and-of-nobody-else'

/** fetch, with the key. */
export function fetchAsKey(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: withHeaders(init.headers, asKey(API_KEY)) })
}

/** These headers, and others where they do not say so themselves. */
export function withHeaders(headers: HeadersInit | undefined, others: Record<string, string>): Headers {
  const all = new Headers(headers)
  for (const [name, value] of Object.entries(others)) if (!all.has(name)) all.set(name, value)
  return all
}

/** The header that makes a request somebody's. */
export function asKey(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` }
}
