import { readFileSync } from 'node:fs'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import openapi from '../app/api/v1/openapi.json/openapi.json' with { type: 'json' }
import { API_KEY, asKey, withHeaders } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { type Person, joinAs, signInAs } from './person.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'

/**
 * Every door of the product, as the build lists them, is tried by everybody whom it must not open for. A door that does not stand
 * here fails the first test.
 */

/** A test knocks at all doors, some of them several times. */
vi.setConfig({ testTimeout: 60_000 })

/** What is needed: nothing, an account, or one of the permissions of lib/auth/roles.ts. */
type Needs = 'nothing' | 'account' | 'read' | 'ledger' | 'outcome' | 'ingest' | 'manage' | 'people' | 'own' | 'install'

const PAGES: Record<string, Needs> = {
  '/': 'read',
  '/sources': 'read',
  '/sources/[ip]': 'read',
  '/receivers': 'read',
  '/icloud': 'read',
  '/bounces': 'read',
  '/bounces/[id]': 'read',
  '/reports': 'read',
  '/receivers/[id]': 'read',
  '/domains': 'read',
  '/domains/[domain]': 'read',
  '/domains/[domain]/arrivals': 'read',
  '/records': 'read',
  '/reports/[id]': 'read',
  '/inbox': 'ledger',
  '/upload': 'ingest',
  '/settings': 'account',
  '/settings/members': 'people',
  '/settings/ingest': 'ledger',
  '/settings/keys': 'manage',
  '/settings/organization': 'account',
  '/settings/audit': 'own',
  '/settings/installation': 'install',
  '/no-organization': 'account',
  '/[...missing]': 'account',
  '/sign-in': 'nothing',
  '/set-up': 'nothing',
  '/icloud/codes': 'nothing',
  '/invitation/[id]': 'nothing',
}

const ROUTES: Record<string, Needs> = {
  'GET /submissions': 'outcome',
  'POST /submissions': 'ingest',
  'POST /mail': 'ingest',
  'POST /events/{provider}': 'ingest',
  'GET /submissions/{id}': 'outcome',
  'DELETE /submissions/{id}': 'manage',
  'GET /submissions/{id}/raw': 'ledger',
  'POST /submissions/{id}/read': 'manage',
  'POST /submissions/{id}/accept': 'manage',
  'POST /submissions/read': 'manage',
  'GET /summary': 'read',
  'GET /timeseries': 'read',
  'GET /sources': 'read',
  'GET /receivers': 'read',
  'GET /domains': 'read',
  'POST /domains': 'manage',
  'DELETE /domains/{domain}': 'manage',
  'GET /domains/{domain}/arrivals': 'read',
  'GET /reports': 'read',
  'GET /reports/{id}': 'read',
  'DELETE /reports/{id}': 'manage',
  'GET /reports/{id}/records': 'read',
  'GET /reports/{id}/xml': 'read',
  'GET /records': 'read',
  'GET /groups': 'read',
  'GET /attention': 'read',
  'GET /bounces': 'read',
  'GET /bounces/{id}': 'read',
  'GET /policies': 'read',
  'GET /jobs': 'ledger',
  'GET /jobs/{id}': 'ledger',
  'GET /retention': 'ledger',
  'PUT /retention': 'manage',
  'GET /members': 'people',
  'PUT /members/{id}': 'people',
  'DELETE /members/{id}': 'people',
  'GET /invitations': 'people',
  'POST /invitations': 'people',
  'DELETE /invitations/{id}': 'people',
  'POST /invitations/{id}/accept': 'nothing',
  'GET /trusted-paths': 'ledger',
  'DELETE /trusted-paths': 'manage',
  'GET /ingest-addresses': 'ledger',
  'POST /ingest-addresses': 'manage',
  'PATCH /ingest-addresses/{token}': 'manage',
  'POST /ingest-addresses/{token}/rotate': 'manage',
  'POST /ingest-addresses/{token}/test': 'manage',
  'GET /event-endpoints': 'manage',
  'POST /event-endpoints': 'manage',
  'DELETE /event-endpoints/{token}': 'manage',
  'GET /keys': 'manage',
  'POST /keys': 'manage',
  'DELETE /keys/{id}': 'manage',
  'PUT /organization': 'own',
  'POST /organizations': 'account',
  'GET /audit': 'own',
  'GET /settings': 'install',
  'POST /settings/{name}/test': 'install',
  'POST /set-up': 'nothing',
  'POST /bounces/diagnose': 'nothing',
  'GET /session': 'account',
  'POST /session': 'nothing',
  'PUT /session': 'account',
  'DELETE /session': 'account',
  'GET /sessions': 'account',
  'DELETE /sessions': 'account',
  'DELETE /sessions/{id}': 'account',
  'PUT /profile': 'account',
  'PUT /profile/password': 'account',
  'GET /openapi.json': 'nothing',
}
/** Beside the API, and about the process rather than what is stored. */
const OTHER = ['/healthz', '/readyz', '/metrics', '/icon.svg', '/_not-found', '/_global-error']

const VIEWER_MAY: Needs[] = ['nothing', 'account', 'read']
const INGEST_MAY: Needs[] = ['nothing', 'ingest', 'outcome']
const READER_MAY: Needs[] = ['nothing', 'read', 'ledger', 'outcome']

const ENDPOINT = { provider: 'mailtrap', secret: 'a signing key of Mailtrap’s' }
const PASSWORD = 'a long enough password'
/** Words that stand in what belongs to the first organization, and that a viewer of client.example must not see. */
const SECRETS = [
  'hidden-reporter.example',
  'secret.example',
  'secret-file',
  '203.0.113.77',
  'later@example.com',
  'Secret Reporter',
  'Secret key',
]

let signet: Signet
let owner: Person
let stranger: Person
let viewer: Person
let keys: Record<'ingest' | 'read' | 'revoked' | 'theirs', string>
/** Of the first organization, for the places in an address. */
let ids: Record<string, string>

beforeAll(async () => {
  signet = await startSignet()
  owner = await signInAs(signet.url)
  const first = await owner.send<{ organizationId: string }>('GET', '/session')
  const report = sampleReport({
    id: 'secret',
    domain: 'secret.example',
    org: 'Secret Reporter',
    email: 'dmarc@hidden-reporter.example',
    records: [{ ip: '203.0.113.77' }],
  })
  await handIn(report, 'secret-file.xml')
  await handIn(sampleReport({ id: 'client', domain: 'client.example' }), 'client-file.xml')
  const make = async (name: string, scopes: string[]) =>
    owner.send<{ id: string; key: string }>('POST', '/keys', { name, scopes, expiresOn: null })
  const [ingest, read, revoked] = [
    await make('Secret key', ['ingest']),
    await make('r', ['read']),
    await make('x', ['admin']),
  ]
  expect((await fetch(`${signet.url}/api/v1/summary`, { headers: asKey(revoked.key) })).status).toBe(200)
  await owner.send('DELETE', `/keys/${revoked.id}`)
  const job = await owner.send<{ job: { id: string } }>('POST', '/submissions/read?kind=tls')
  const open = await owner.send<{ id: string }>('POST', '/invitations', {
    email: 'later@example.com',
    role: 'admin',
    domains: [],
  })
  viewer = await join('viewer@example.com', 'viewer', ['client.example'])

  const second = await owner.send<{ id: string }>('POST', '/organizations', { name: 'Second' })
  stranger = await join('stranger@example.com', 'owner', [])
  const theirs = await stranger.send<{ key: string }>('POST', '/keys', {
    name: 't',
    scopes: ['admin'],
    expiresOn: null,
  })
  await leave('owner@example.com')
  await owner.send('PUT', '/session', { organizationId: first.organizationId })
  keys = { ingest: ingest.key, read: read.key, revoked: revoked.key, theirs: theirs.key }

  const { addresses } = await owner.send<{ addresses: { token: string }[] }>('GET', '/ingest-addresses')
  const endpoint = await owner.send<{ token: string }>('POST', '/event-endpoints', ENDPOINT)
  const one = async (list: string, of: (row: Record<string, string>) => boolean): Promise<string> => {
    const answer = await owner.send<Record<string, Record<string, string>[]>>('GET', `/${list}`)
    return answer[list]!.find(of)!.id!
  }
  ids = {
    bounces: await putBounce(),
    reports: await one('reports', ({ domain }) => domain === 'secret.example'),
    submissions: await one('submissions', ({ filename }) => filename === 'secret-file.xml'),
    members: await one('members', ({ email }) => email === 'owner@example.com'),
    sessions: await one('sessions', () => true),
    jobs: job.job.id,
    invitations: open.id,
    keys: ingest.id,
    'ingest-addresses': addresses[0]!.token,
    'event-endpoints': endpoint.token,
    events: 'postmark',
    domains: 'secret.example',
    sources: '203.0.113.77',
    receivers: 'hidden-reporter.example',
    settings: 'DATABASE_URL',
    organization: second.id,
  }
}, 240_000)
afterAll(() => signet?.stop())

/** A bounce of mail of the first organization, about a domain that a viewer of the other one must not see. */
async function putBounce(): Promise<string> {
  const [bounce] = await queryRows<{ id: string }>(
    signet.databaseUrl,
    `insert into bounce ("organizationId", id, kind, at, "isIcloud", "appleCertainty", proof, phase, "replyClass",
       "sourceIp", "headerFrom", "domainId")
     select "organizationId", gen_random_uuid(), 'refused', now(), false, 'no', 'dkim', 'rcpt', 'unknown',
       '203.0.113.77', name, id from domain where name = 'secret.example' returning id`,
  )
  return bounce!.id
}

async function handIn(xml: string, filename: string): Promise<void> {
  const answer = await fetch(`${signet.url}/api/v1/submissions?wait=20&filename=${filename}`, {
    method: 'POST',
    headers: asKey(API_KEY),
    body: xml,
  })
  expect(answer.status).toBe(200)
}

/** Who made the second organization is gone from it before anything is tried. */
async function leave(email: string): Promise<void> {
  const { members } = await stranger.send<{ members: { id: string; email: string }[] }>('GET', '/members')
  await stranger.send('DELETE', `/members/${members.find((member) => member.email === email)!.id}`)
}

async function join(email: string, role: string, domains: string[]): Promise<Person> {
  const { id } = await owner.send<{ id: string }>('POST', '/invitations', { email, role, domains })
  return joinAs(signet.url, id, { email, password: PASSWORD })
}

/** The address of a route or page with the ids of the first organization in it. */
function fill(address: string): string {
  const kind = address.split('/')[1]!
  return address.replace('[...missing]', 'nothing/here').replace(/[{[]\w+[}\]]/, () => ids[kind]!)
}

/** Bodies that the routes take, so that nobody is stopped by something else than who they are. */
function bodyOf(door: string): RequestInit {
  const [verb] = door.split(' ')
  if (verb === 'GET' || door === 'POST /submissions/{id}/read') return {}
  const bodies: Record<string, object> = {
    'POST /submissions/{id}/accept': { trustPath: true },
    'POST /domains': { domain: 'taken.example' },
    'PUT /retention': { keepBytesDays: 1, keepRecordsDays: 1, keepSumsDays: 1 },
    'PUT /members/{id}': { role: 'member', domains: [] },
    'POST /invitations': { email: 'x@example.com', role: 'owner', domains: [] },
    'POST /ingest-addresses': { purpose: 'rua', domain: null },
    'PATCH /ingest-addresses/{token}': { enabled: false },
    'POST /event-endpoints': ENDPOINT,
    'POST /keys': { name: 'taken', scopes: ['admin'], expiresOn: null },
    'PUT /organization': { name: 'Taken' },
    'POST /organizations': { name: 'Taken' },
    'PUT /profile': { name: 'Taken' },
    'PUT /profile/password': { current: PASSWORD, password: PASSWORD },
    'PUT /session': { organizationId: ids.organization! },
  }
  return { body: JSON.stringify(bodies[door] ?? {}), headers: { 'content-type': 'application/json' } }
}

type Ask = (address: string, init?: RequestInit) => Promise<Response>

function askDoor(door: string, ask: Ask): Promise<Response> {
  const [method, address] = door.split(' ') as [string, string]
  return ask(`/api/v1${fill(address)}`, { method, ...bodyOf(door) })
}

function asNobody(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(signet.url + address, { redirect: 'manual', ...init })
}

function withKey(key: string): Ask {
  return (address, init = {}) => asNobody(address, { ...init, headers: withHeaders(init.headers, asKey(key)) })
}

/** What stands in the address that was asked for may come back. */
function expectNoSecret(text: string, where: string): void {
  for (const secret of [...SECRETS, ids.invitations!, ids.keys!, ids['ingest-addresses']!])
    expect(text, `${where} tells of ${secret}`).not.toContain(secret)
}

/** The text without the place that its page was asked about. */
const withoutAsked = (text: string, page: string): string =>
  /\[\w+\]/.test(page) ? text.replaceAll(ids[page.split('/')[1]!]!, '') : text
const doors = (may: (needs: Needs) => boolean): string[] => Object.keys(ROUTES).filter((door) => may(ROUTES[door]!))
const pages = (may: (needs: Needs) => boolean): string[] => Object.keys(PAGES).filter((page) => may(PAGES[page]!))

test('every page and route of the build is tried here', () => {
  const manifest = path.resolve(import.meta.dirname, '../.next/server/app-paths-manifest.json')
  const built = Object.keys(JSON.parse(readFileSync(manifest, 'utf8')) as object).map((entry) => ({
    isPage: entry.endsWith('/page'),
    address: entry.replace(/\/(page|route)$/, '').replaceAll(/\/\([^)]+\)/g, '') || '/',
  }))
  const known = new Set([
    ...OTHER,
    ...Object.keys(ROUTES).map((door) => `/api/v1${door.split(' ')[1]!.replaceAll(/\{(\w+)\}/g, '[$1]')}`),
    '/api/v1/[...path]',
  ])
  expect(built.length).toBeGreaterThan(40)
  for (const { isPage, address } of built)
    expect(isPage && !address.startsWith('/_') ? Object.keys(PAGES) : [...known], `${address} has no entry`).toContain(
      address,
    )
  const described = Object.entries(openapi.paths).flatMap(([address, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${address}`),
  )
  expect(Object.keys(ROUTES).toSorted()).toEqual(described.toSorted())
})

test('the description says which of the routes are for everybody, and of no other', () => {
  for (const [address, verbs] of Object.entries(openapi.paths))
    for (const [verb, operation] of Object.entries(verbs as Record<string, { security?: unknown[] }>)) {
      const isOpen = ROUTES[`${verb.toUpperCase()} ${address}`] === 'nothing'
      expect([address, verb, operation.security]).toEqual([address, verb, isOpen ? [] : undefined])
    }
  expect((openapi as { security?: unknown }).security).toEqual([{ session: [] }, { key: [] }])
})

describe('nobody, and who has a key that was revoked or never was', () => {
  test('is answered 401 by the API, whatever is asked for', async () => {
    const asks: Ask[] = [asNobody, withKey(keys.revoked), withKey('nothing'), withKey('')]
    for (const door of doors((needs) => needs !== 'nothing'))
      for (const ask of asks) {
        const answer = await askDoor(door, ask)
        expect([door, answer.status]).toEqual([door, 401])
        expectNoSecret(await answer.text(), door)
      }
  })

  test('does not learn what there is: a missing id, a missing route and a broken body are answered the same', async () => {
    for (const [method, address] of [
      ['GET', '/reports/none'],
      ['GET', '/nothing/here'],
      ['DELETE', '/keys/x%20y'],
      ['PUT', '/retention'],
      ['GET', '/sources?from=nonsense'],
      ['POST', '/submissions?wait=never'],
    ] as const) {
      const answer = await asNobody(`/api/v1${address}`, { method, ...(method === 'GET' ? {} : { body: '{' }) })
      expect([address, answer.status]).toEqual([address, 401])
    }
  })

  test('is led from every page to the one for signing in, by HTTP, and back from there', async () => {
    for (const page of pages((needs) => needs !== 'nothing')) {
      const address = fill(page)
      for (const headers of [{}, asKey(keys.revoked), { cookie: 'signet.session_token=x.y' }] as Record<
        string,
        string
      >[]) {
        const answer = await asNobody(address, { headers })
        const next = address === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(address)}`
        expect([page, answer.status, answer.headers.get('location')]).toEqual([page, 307, next])
        expectNoSecret(withoutAsked(await answer.text(), page), page)
      }
      const inside = await asNobody(address, { headers: { rsc: '1', 'next-router-prefetch': '1' } })
      expectNoSecret(withoutAsked(await inside.text(), page), `${page}, asked for as a part`)
    }
  })

  test('gets nothing by the ways in which pages were got around before', async () => {
    for (const headers of [
      { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
      { 'x-signet-client': '127.0.0.1', 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-host': 'localhost', 'x-original-url': '/' },
    ] as Record<string, string>[])
      for (const address of ['/inbox', '/api/v1/submissions', '/reports']) {
        const answer = await asNobody(address, { headers })
        expect([address, [307, 401].includes(answer.status)]).toEqual([address, true])
        expectNoSecret(await answer.text(), address)
      }
    for (const address of [
      '/_next/data/x/inbox.json',
      '/INBOX',
      '//inbox',
      '/inbox/',
      '/api/v1/../v1/summary',
      '/api//v1/summary',
    ])
      expectNoSecret(await (await asNobody(address)).text(), address)
  })
})

describe('an owner of another organization', () => {
  test('finds nothing under the ids of this one, by a session or by a key', async () => {
    const asks: [string, Ask][] = [
      ['session', (address, init) => stranger.fetch(address, init)],
      ['key', withKey(keys.theirs)],
    ]
    for (const [by, ask] of asks)
      for (const door of doors((needs) => !['nothing', 'install'].includes(needs)).filter((one) => one.includes('{'))) {
        // A provider is nobody's: what is sent there is one's own.
        if (door === 'POST /events/{provider}') continue
        if (by === 'key' && ['people', 'own', 'account'].includes(ROUTES[door]!)) continue
        const answer = await askDoor(door, ask)
        expect([by, door, answer.status]).toEqual([by, door, 404])
        expectNoSecret((await answer.text()).replaceAll(fill(door), ''), `${door} by ${by}`)
      }
  })

  test('lists nothing of it', async () => {
    for (const door of doors((needs) => !['nothing', 'install'].includes(needs)).filter(
      (one) => one.startsWith('GET') && !one.includes('{'),
    )) {
      const answer = await askDoor(door, (address, init) => stranger.fetch(address, init))
      expect([door, answer.status]).toEqual([door, 200])
      expectNoSecret(await answer.text(), door)
    }
    const summary = await stranger.fetch('/api/v1/summary')
    expect(await summary.json()).toMatchObject({ messages: 0, reports: 0, sources: 0 })
  })

  test('sees nothing of it on any page', async () => {
    for (const page of pages((needs) => needs !== 'nothing')) {
      const answer = await stranger.fetch(fill(page))
      expect([page, answer.status < 500]).toEqual([page, true])
      expectNoSecret(withoutAsked(await answer.text(), page), page)
    }
    expect((await stranger.fetch(fill('/reports/[id]'))).status).toBe(404)
  })

  test('has no say about the installation', async () => {
    for (const door of doors((needs) => needs === 'install'))
      expect((await askDoor(door, (a, i) => stranger.fetch(a, i))).status).toBe(403)
  })
})

describe('a viewer', () => {
  test('is refused whatever is not reading, before the id is looked at', async () => {
    for (const door of doors((needs) => !VIEWER_MAY.includes(needs))) {
      const answer = await askDoor(door, (address, init) => viewer.fetch(address, init))
      expect([door, answer.status]).toEqual([door, 403])
      expectNoSecret(await answer.text(), door)
    }
  })

  test('reads the numbers of the named domain and nothing else', async () => {
    for (const door of doors((needs) => needs === 'read')) {
      const answer = await askDoor(door, (address, init) => viewer.fetch(address, init))
      expect([door, answer.status]).toEqual([door, door.includes('{') ? 404 : 200])
      expectNoSecret((await answer.text()).replaceAll(fill(door), ''), door)
    }
    expect(await (await viewer.fetch('/api/v1/summary')).json()).toMatchObject({ messages: 1, reports: 1 })
  })

  test('sees no page with anything else on it', async () => {
    for (const page of pages((needs) => needs !== 'nothing')) {
      const answer = await viewer.fetch(fill(page))
      expectNoSecret(withoutAsked(await answer.text(), page), page)
    }
    expect(await (await viewer.fetch('/')).text()).toContain('client.example')
  })
})

describe('a key', () => {
  test('that may ingest does that and nothing else', async () => {
    for (const door of doors((needs) => !INGEST_MAY.includes(needs))) {
      const answer = await askDoor(door, withKey(keys.ingest))
      expect([door, answer.status]).toEqual([door, 403])
      expectNoSecret(await answer.text(), door)
    }
    const ask = withKey(keys.ingest)
    expect(await (await ask('/api/v1/submissions')).json()).toEqual({ submissions: [], nextCursor: null })
    expect((await ask(`/api/v1/submissions/${ids.submissions}`)).status).toBe(404)
    const sent = await ask('/api/v1/submissions?wait=20&filename=own.xml', {
      method: 'POST',
      body: sampleReport({ id: 'own', domain: 'client.example' }),
    })
    const { submissions } = (await sent.json()) as { submissions: { id: string; status: string }[] }
    expect(submissions).toMatchObject([{ status: 'stored', filename: 'own.xml' }])
    expect((await ask(`/api/v1/submissions/${submissions[0]!.id}`)).status).toBe(200)
    expect((await ask(`/api/v1/submissions/${submissions[0]!.id}/raw`)).status).toBe(403)
    const list = (await (await ask('/api/v1/submissions')).json()) as { submissions: unknown[] }
    expect(list.submissions).toHaveLength(1)
  })

  test('that may read changes nothing and is no person', async () => {
    for (const door of doors((needs) => !READER_MAY.includes(needs)))
      expect([door, (await askDoor(door, withKey(keys.read))).status]).toEqual([door, 403])
    for (const door of doors((needs) => needs === 'read').filter((one) => !one.includes('{')))
      expect([door, (await askDoor(door, withKey(keys.read))).status]).toEqual([door, 200])
  })
})

test('after all of this the owner still has everything', async () => {
  const session = await owner.fetch('/api/v1/session')
  expect(session.status).toBe(200)
  for (const door of [
    'GET /reports/{id}',
    'GET /submissions/{id}',
    'GET /submissions/{id}/raw',
    'GET /jobs/{id}',
    'GET /reports/{id}/records',
    'GET /reports/{id}/xml',
  ])
    expect([door, (await askDoor(door, (address, init) => owner.fetch(address, init))).status]).toEqual([door, 200])
  const { members } = await owner.send<{ members: { email: string; role: string }[] }>('GET', '/members')
  expect(members.map(({ email, role }) => [email, role])).toEqual([
    ['owner@example.com', 'owner'],
    ['viewer@example.com', 'viewer'],
  ])
  const { audit } = await owner.send<{ audit: { action: string }[] }>('GET', '/audit')
  expect(audit.map(({ action }) => action)).toContain('key-revoked')
  expect(await (await owner.fetch('/api/v1/retention')).json()).toMatchObject({
    keepBytesDays: 90,
    keepRecordsDays: null,
  })
})
