import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { findFreePort } from '#lib/db/free-port.ts'

import { API_KEY, asKey, fetchAsKey } from './as-key.ts'
import { OWNER, type Signet, launch, startSignet } from './instance.ts'
import { type Person, signInAs } from './person.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'

/** What the product shows to the network, behind a proxy that it trusts and with a mail server to send by. */

vi.setConfig({ testTimeout: 60_000 })

const REQUESTS_MAX = 150
const MAIL_PASSWORD = 'a-password-of-mail'

let signet: Signet
let owner: Person
let mails: { to: string[]; text: string }[]
let mailServer: SMTPServer

beforeAll(async () => {
  const mailPort = await findFreePort()
  mails = []
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === MAIL_PASSWORD ? done(null, { user: username }) : done(new Error('wrong')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('refused') ? done(new Error('no such mailbox')) : done(),
    onData: (stream, { envelope }, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => mailServer.listen(mailPort, '127.0.0.1', resolve))
  signet = await startSignet({
    env: {
      LIMIT_REQUESTS: String(REQUESTS_MAX),
      TRUSTED_PROXIES: '127.0.0.1',
      SMTP_OUT_URL: `smtp://signet:${MAIL_PASSWORD}@127.0.0.1:${mailPort}`,
      MAIL_FROM: 'signet@example.com',
    },
  })
  owner = await signInAs(signet.url)
}, 240_000)
afterAll(async () => {
  await signet?.stop()
  await new Promise<void>((resolve) => mailServer.close(() => resolve()))
})

function signIn(password: string, { email = OWNER.SIGNET_ADMIN_EMAIL, from = '192.0.2.1' } = {}): Promise<Response> {
  return fetch(`${signet.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ email, password }),
  })
}

describe('too many', () => {
  test('guesses of a password from one address are stopped, and those of another one are not', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) statuses.push((await signIn(`wrong password ${n}`)).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429])
    const blocked = await signIn(OWNER.SIGNET_ADMIN_PASSWORD)
    expect([blocked.status, Number(blocked.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect((await signIn(OWNER.SIGNET_ADMIN_PASSWORD, { from: '192.0.2.2' })).status).toBe(200)
  })

  test('guesses from very many addresses for one account are stopped as well', async () => {
    const email = 'somebody@example.com'
    let status = 0
    for (let n = 0; n < 101; n++) ({ status } = await signIn('x', { email, from: `198.51.100.${n + 1}` }))
    expect(status).toBe(429)
    expect((await signIn(OWNER.SIGNET_ADMIN_PASSWORD, { from: '192.0.2.3' })).status).toBe(200)
  })

  test('tries of a set-up token and of an invitation are stopped', async () => {
    for (const to of ['/set-up', '/invitations/x/accept']) {
      const from = to === '/set-up' ? '192.0.2.4' : '192.0.2.5'
      const ask = () =>
        fetch(`${signet.url}/api/v1${to}`, { method: 'POST', body: '{}', headers: { 'x-forwarded-for': from } })
      for (let n = 0; n < 10; n++) expect((await ask()).status).toBeLessThan(429)
      expect((await ask()).status).toBe(429)
    }
  })

  test('requests with one key are stopped, whatever the addresses, and those with another one are not', async () => {
    const { key } = await owner.send<{ key: string }>('POST', '/keys', { name: 'k', scopes: ['read'], expiresOn: null })
    const ask = (one: string, n = 0) =>
      fetch(`${signet.url}/api/v1/summary`, { headers: { ...asKey(one), 'x-forwarded-for': `203.0.113.${n % 250}` } })
    for (let n = 0; n < REQUESTS_MAX; n++) expect((await ask(key, n)).status).toBe(200)
    const stopped = await ask(key)
    expect([stopped.status, stopped.headers.get('content-type')]).toEqual([429, 'application/problem+json'])
    expect((await ask(API_KEY)).status).toBe(200)
  })

  test('wrong keys from one address are stopped, good ones from there too for the minute, and from elsewhere they are not', async () => {
    const ask = (key: string, from: string) =>
      fetch(`${signet.url}/api/v1/summary`, { headers: { ...asKey(key), 'x-forwarded-for': from } })
    let status = 0
    for (let n = 0; n <= 301; n++) ({ status } = await ask(`wrong-${n}`, '192.0.2.9'))
    expect(status).toBe(429)
    expect((await ask(API_KEY, '192.0.2.10')).status).toBe(200)
  })
})

describe('another website', () => {
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
    '%s changes nothing with a cookie of ours',
    async (origin) => {
      for (const [method, to] of [
        ['POST', '/keys'],
        ['PUT', '/retention'],
        ['DELETE', '/session'],
        ['POST', '/submissions'],
        ['POST', '/session'],
      ] as const) {
        const answer = await owner.fetch(`/api/v1${to}`, { method, body: '{}', headers: { origin } })
        expect([to, answer.status]).toEqual([to, 403])
      }
      expect((await owner.fetch('/api/v1/session')).status).toBe(200)
    },
  )

  test('that hides where it comes from, or is a neighbour, changes nothing either', async () => {
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Record<
      string,
      string
    >[]) {
      const answer = await fetch(`${signet.url}/api/v1/session`, {
        method: 'DELETE',
        headers: { cookie: owner.cookie, ...headers },
      })
      expect(answer.status).toBe(403)
    }
    expect((await owner.fetch('/api/v1/session')).status).toBe(200)
  })
})

test('60 MiB arrive whole, as they were sent', async () => {
  const bytes = Buffer.concat([Buffer.from('<feedback>'), randomBytes(60 * 1024 * 1024)])
  const form = new FormData()
  form.append('file', new Blob([bytes]), 'large.xml')
  for (const body of [bytes, form]) {
    const sent = await fetchAsKey(`${signet.url}/api/v1/submissions?filename=large.xml`, { method: 'POST', body })
    const { submissions } = (await sent.json()) as { submissions: { id: string; size: number }[] }
    expect(submissions).toMatchObject([{ size: bytes.length }])
    const raw = await fetchAsKey(`${signet.url}/api/v1/submissions/${submissions[0]!.id}/raw`)
    const hash = (text: Buffer): string => createHash('sha256').update(text).digest('hex')
    expect(hash(Buffer.from(await raw.arrayBuffer()))).toBe(hash(bytes))
  }
}, 120_000)

test('a fault inside is answered without anything of the inside', async () => {
  await queryRows(signet.databaseUrl, 'alter table daily_source rename to moved')
  try {
    const answer = await fetchAsKey(`${signet.url}/api/v1/summary`)
    const page = await (await owner.fetch('/')).text()
    expect(answer.status).toBe(500)
    for (const text of [await answer.text(), page])
      expect(text).not.toMatch(/daily_source|at .*\.(js|ts):\d|node_modules|prisma/i)
  } finally {
    await queryRows(signet.databaseUrl, 'alter table moved rename to daily_source')
  }
})

test('every secret in the data directory is its owner’s alone, and none is in what was printed', async () => {
  const secrets = readdirSync(signet.dataDir).filter((name) => /password|secret/.test(name))
  expect(secrets.toSorted()).toEqual(['postgres-password', 'secret-key', 'signet-password'])
  for (const name of secrets)
    expect([name, statSync(path.join(signet.dataDir, name)).mode & 0o777]).toEqual([name, 0o600])
  for (const secret of [API_KEY, OWNER.SIGNET_ADMIN_PASSWORD, MAIL_PASSWORD, owner.cookie.split('=')[1]!])
    expect(signet.output()).not.toContain(secret)
})

test('the settings say what counts and where it comes from, and no secret', async () => {
  const answer = await owner.fetch('/api/v1/settings')
  const text = await answer.text()
  const page = await (await owner.fetch('/settings/installation')).text()
  for (const secret of [API_KEY, OWNER.SIGNET_ADMIN_PASSWORD, MAIL_PASSWORD]) {
    expect(text).not.toContain(secret)
    expect(page).not.toContain(secret)
  }
  const { settings } = JSON.parse(text) as { settings: { name: string; value: string | null; source: string }[] }
  const found = Object.fromEntries(settings.map(({ name, value, source }) => [name, [value, source]]))
  expect(found).toMatchObject({
    TRUSTED_PROXIES: ['127.0.0.1', 'environment'],
    LIMIT_REQUESTS: [String(REQUESTS_MAX), 'environment'],
    HOST: ['127.0.0.1', 'default'],
    SECRET_KEY: ['made at the first start', 'data directory'],
    SIGNET_API_KEY: ['set, and not shown', 'environment'],
    MAIL_FROM: ['signet@example.com', 'environment'],
  })
  expect(found.DATABASE_URL![1]).toBe('default')
  expect(found.SMTP_OUT_URL![0]).toMatch(/^smtp:\/\/signet:\*\*\*@127\.0\.0\.1/)
})

describe('mail', () => {
  const invite = (email: string) =>
    owner.send<{ link: string; mail: { isSent: boolean; problem: string | null } }>('POST', '/invitations', {
      email,
      role: 'viewer',
      domains: ['example.com'],
    })

  test('brings an invitation to whom it is for, with its link', async () => {
    const { link, mail } = await invite('invited@example.net')
    expect(mail).toEqual({ isSent: true, problem: null })
    const sent = mails.find(({ to }) => to.includes('invited@example.net'))!
    expect(sent.text.replaceAll('=\r\n', '')).toContain(link)
    expect(link).toMatch(new RegExp(`^${signet.url}/invitation/[0-9a-f-]{36}$`))
    expect(sent.text).toContain('From: signet@example.com')
  })

  test('that the server refuses is said, and the invitation is there all the same', async () => {
    const { link, mail } = await invite('refused@example.net')
    expect(mail).toMatchObject({ isSent: false, problem: expect.stringContaining('no such mailbox') as string })
    expect((await fetch(link)).status).toBe(200)
  })

  test('is tried out with the owner’s own address', async () => {
    const tried = await owner.send<{ isGood: boolean; sentence: string }>('POST', '/settings/SMTP_OUT_URL/test')
    expect(tried).toMatchObject({ isGood: true, sentence: expect.stringContaining(owner.email) as string })
    expect(mails.at(-1)!.to).toEqual([owner.email])
    for (const name of ['DATABASE_URL', 'DATA_DIR', 'TRUSTED_PROXIES'])
      expect(await owner.send('POST', `/settings/${name}/test`)).toMatchObject({ isGood: true })
  })
})

test('figures of the installation are for this machine and for an admin key of its first organization', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${signet.url}/metrics`, { headers })
  expect((await ask({})).status).toBe(200)
  expect((await ask({ 'x-forwarded-for': '192.0.2.1' })).status).toBe(401)
  expect((await ask({ via: '1.1 proxy' })).status).toBe(401)
  const admin = { ...asKey(API_KEY), 'x-forwarded-for': '192.0.2.1' }
  expect((await ask(admin)).status).toBe(200)
  const { key } = await owner.send<{ key: string }>('POST', '/keys', { name: 'm', scopes: ['read'], expiresOn: null })
  expect((await ask({ ...asKey(key), 'x-forwarded-for': '192.0.2.1' })).status).toBe(401)
})

describe('from the shell', () => {
  /** Runs a command beside the running Signet, with this on its standard input. */
  const run = (args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const child = launch(args, { DATA_DIR: signet.dataDir }, 'pipe')
      const said = { out: '', err: '' }
      child.stdout!.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
      child.stderr!.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
      child.once('close', (code) => resolve({ code, ...said }))
      child.stdin!.end(input)
    })

  test('an account is made, listed, given another password, and refused a second time', async () => {
    const made = await run(['user', 'create', 'Shell@Example.com', '--role', 'member'], 'a password from the shell\n')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect((await run(['user', 'list'])).out).toMatch(/shell@example\.com\s+member/)
    const shell = await signInAs(signet.url, { email: 'shell@example.com', password: 'a password from the shell' })
    expect((await shell.fetch('/api/v1/summary')).status).toBe(200)
    expect((await run(['user', 'password', 'shell@example.com'], 'another one from the shell\n')).code).toBe(0)
    expect((await shell.fetch('/api/v1/summary')).status).toBe(401)
    expect(await run(['user', 'create', 'shell@example.com'], 'a password from the shell\n')).toMatchObject({ code: 1 })
    expect((await run(['user', 'create', 'weak@example.com'], 'short\n')).err).toContain('12 characters')
    expect((await run(['user'])).code).toBe(2)
  })

  test('a key is made, is all of standard output, works, and is revoked', async () => {
    const { out, code } = await run(['key', 'create', 'from the shell', '--scopes', 'ingest'])
    expect([code, out]).toEqual([0, expect.stringMatching(/^sig_\w{48}\n$/)])
    const send = () =>
      fetch(`${signet.url}/api/v1/submissions?wait=20`, {
        method: 'POST',
        headers: asKey(out.trim()),
        body: sampleReport({ id: 'shell' }),
      })
    expect((await send()).status).toBe(200)
    const listed = (await run(['key', 'list'])).out.split('\n').find((line) => line.includes('from the shell'))!
    expect(listed).toMatch(/ingest.*last used 2/)
    expect((await run(['key', 'revoke', listed.split(' ')[0]!])).code).toBe(0)
    expect((await send()).status).toBe(401)
  })

  test('a command is about the organization that it names', async () => {
    const second = await owner.send<{ id: string }>('POST', '/organizations', { name: 'From the shell' })
    const shown = await run(['retention', '--bytes', '7', '--organization', second.id])
    expect(shown.out).toContain('Bytes are kept for 7 days')
    expect((await run(['retention'])).out).toContain('Bytes are kept for 90 days')
    expect(await run(['retention', '--organization', 'nothing'])).toMatchObject({ code: 1 })
  })
})
