import { createHmac } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { API_KEY, asKey, fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'

/** The door that providers of e-mail come to by themselves. */

const SECRET = 'a signing key of Mailtrap’s'
const MAILGUN_SECRET = 'a signing key of Mailgun’s'
const BODY = JSON.stringify({
  events: [{ event: 'delivery', email: 'ann@icloud.com', message_id: 'm1', event_id: 'e1', timestamp: 1_773_140_400 }],
})

let signet: Signet
let token: string

beforeAll(async () => {
  signet = await startSignet()
  token = await makeEndpoint('mailtrap', SECRET)
}, 180_000)
afterAll(() => signet?.stop())

async function makeEndpoint(provider: string, secret: string): Promise<string> {
  const answer = await fetchAsKey(`${signet.url}/api/v1/event-endpoints`, {
    method: 'POST',
    body: JSON.stringify({ provider, secret }),
  })
  expect(answer.status).toBe(201)
  const text = await answer.text()
  expect(text).not.toContain(secret)
  return (JSON.parse(text) as { token: string }).token
}

function send(path: string, headers: Record<string, string> = {}, body = BODY): Promise<Response> {
  return fetch(`${signet.url}/api/v1/events/${path}`, { method: 'POST', headers, body })
}

function signature(body = BODY): Record<string, string> {
  return { 'mailtrap-signature': createHmac('sha256', SECRET).update(body).digest('hex') }
}

async function countEvents(): Promise<number> {
  const answer = await fetchAsKey(`${signet.url}/api/v1/submissions?via=event`)
  return ((await answer.json()) as { submissions: unknown[] }).submissions.length
}

function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

test('takes events with a key, as bearer and as the password of an address', async () => {
  const before = await countEvents()
  for (const headers of [asKey(API_KEY), basic('key', API_KEY)]) {
    const answer = await send('postmark', headers)
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ submissions: [{ via: 'event', filename: 'postmark.json' }] })
  }
  expect(await countEvents()).toBe(before + 2)
})

test('takes what is signed by the secret of its endpoint', async () => {
  const before = await countEvents()
  const answer = await send(`mailtrap?endpoint=${token}`, signature())
  expect(answer.status).toBe(202)
  expect(await answer.json()).toMatchObject({ submissions: [{ via: 'event', filename: 'mailtrap.json' }] })
  expect(await countEvents()).toBe(before + 1)
})

test('stores nothing of what is not, and says so', async () => {
  const before = await countEvents()
  const old = { timestamp: String(Math.floor(Date.now() / 1_000) - 600), token: 't' }
  const replayed = {
    signature: {
      ...old,
      signature: createHmac('sha256', MAILGUN_SECRET)
        .update(old.timestamp + old.token)
        .digest('hex'),
    },
    'event-data': { event: 'delivered' },
  }
  const mailgun = await makeEndpoint('mailgun', MAILGUN_SECRET)
  const answers = [
    await send(`mailtrap?endpoint=${token}`),
    await send(`mailtrap?endpoint=${token}`, signature(`${BODY} `)),
    await send(`mailtrap?endpoint=${token}`, asKey('no key')),
    await send(`mailgun?endpoint=${token}`, signature()),
    await send('mailtrap?endpoint=', signature()),
    await send(`mailtrap?endpoint=${'0'.repeat(32)}`, signature()),
    await send('mailtrap?endpoint=%00', signature()),
    await send(`postmark?endpoint=${token}`, signature()),
    await send(`mailgun?endpoint=${mailgun}`, {}, JSON.stringify(replayed)),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(((await answer.json()) as { detail: string }).detail).toContain('Nothing was stored')
  }
  for (const headers of [{}, basic('key', 'wrong'), basic(API_KEY, ''), { authorization: 'Basic !' }] as Record<
    string,
    string
  >[])
    expect((await send('postmark', headers)).status).toBe(401)
  expect(await countEvents()).toBe(before)
})

test('knows no other provider, and holds no more of what is signed than a limit', async () => {
  expect((await send('another', asKey(API_KEY))).status).toBe(404)
  const large = 'x'.repeat(1024 * 1024 + 1)
  expect((await send(`mailtrap?endpoint=${token}`, signature(large), large)).status).toBe(413)
  const most = 'x'.repeat(1024 * 1024)
  expect((await send(`mailtrap?endpoint=${token}`, signature(most), most)).status).toBe(202)
})

test('takes nothing more by an endpoint that was deleted', async () => {
  const gone = await makeEndpoint('mailtrap', SECRET)
  const path = `${signet.url}/api/v1/event-endpoints/${gone}`
  expect((await fetchAsKey(path, { method: 'DELETE' })).status).toBe(200)
  expect((await fetchAsKey(path, { method: 'DELETE' })).status).toBe(404)
  expect((await send(`mailtrap?endpoint=${gone}`, signature())).status).toBe(401)
})

test('makes no endpoint for a provider that does not sign, or with a secret that cannot be its', async () => {
  for (const body of [
    { provider: 'postmark', secret: SECRET },
    { provider: 'ses', secret: SECRET },
    { provider: 'mailgun', secret: ' ' },
  ]) {
    const answer = await fetchAsKey(`${signet.url}/api/v1/event-endpoints`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
  }
})
