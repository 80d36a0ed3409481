/** An answer of the API, or the sentence that says what was wrong. */
export type Sent = { answer: Record<string, unknown>; problem: null } | { answer: null; problem: string }

const BROKEN = 'Signet did not answer. See that it is running, then try again.'

/** Sends a change to the API as one of its own pages. */
export async function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', to: string, body?: unknown): Promise<Sent> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  try {
    const response = await fetch(to, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
    const text = await response.text()
    const answer = (text ? JSON.parse(text) : {}) as Record<string, unknown>
    if (response.ok) return { answer, problem: null }
    return { answer: null, problem: typeof answer.detail === 'string' ? answer.detail : BROKEN }
  } catch {
    return { answer: null, problem: BROKEN }
  }
}
