import { withHeaders } from './as-key.ts'
import { OWNER } from './instance.ts'

/** Somebody at a browser: asks with the cookie of a session, and from a page of Signet's own. */
export type Person = {
  email: string
  cookie: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Sends a JSON body, and wants it to be taken. @returns the answer. */
  send<Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Answer>
}

type Account = { email: string; password: string }
const FIRST: Account = { email: OWNER.SIGNET_ADMIN_EMAIL, password: OWNER.SIGNET_ADMIN_PASSWORD }

export async function signInAs(url: string, { email, password }: Account = FIRST): Promise<Person> {
  const answer = await post(`${url}/api/v1/session`, url, { email, password })
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${await answer.text()}`)
  return personOf(url, email, answer)
}

/** Accepts an invitation with a new account. */
export async function joinAs(url: string, invitation: string, { email, password }: Account): Promise<Person> {
  const answer = await post(`${url}/api/v1/invitations/${invitation}/accept`, url, { name: email, password })
  if (answer.status !== 201) throw new Error(`${email} could not join: ${await answer.text()}`)
  return personOf(url, email, answer)
}

function post(to: string, origin: string, body: object): Promise<Response> {
  return fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  })
}

function personOf(url: string, email: string, answer: Response): Person {
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const ask: Person['fetch'] = (path, init = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers: withHeaders(init.headers, { cookie, origin: url }) })
  return {
    email,
    cookie,
    fetch: ask,
    send: async <Answer>(method: string, path: string, body?: object) => {
      const init: RequestInit = { method, headers: { 'content-type': 'application/json' } }
      if (body) init.body = JSON.stringify(body)
      const sent = await ask(`/api/v1${path}`, init)
      const text = await sent.text()
      if (!sent.ok) throw new Error(`${method} ${path} answered ${sent.status}: ${text}`)
      return (text ? JSON.parse(text) : {}) as Answer
    },
  }
}
