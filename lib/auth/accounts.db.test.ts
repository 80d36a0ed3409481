import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { closeDatabase, openDatabase } from '../db/database.ts'
import { firstOrganization } from '../db/organization.ts'
import { prisma } from '../db/prisma.ts'
import { type TestDatabase, createTestDatabase } from '../db/testing/test-database.ts'
import { auth } from './auth.ts'
import { checkKey } from './check-key.ts'
import { createKey } from './create-key.ts'
import { addMember, createUser, setPassword } from './create-user.ts'
import { listKeys, revokeKey } from './list-keys.ts'
import { readAsker } from './read-asker.ts'
import { isSetUpDue, isSetUpToken, setUpToken } from './set-up-token.ts'
import { seed, setUp } from './set-up.ts'
import { signIn, signOut } from './sign-in.ts'

const PASSWORD = 'correct horse battery staple'
const ANN = { email: 'ann@example.com', name: 'Ann', password: PASSWORD }
const NOTHING = { admin: null, apiKey: null }
const SECRET = { secretKey: 'a secret of these tests, long enough', dataDir: '/nowhere' }

let testDatabase: TestDatabase
let owner: pg.Pool
let organizationId: string

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  openDatabase(testDatabase.url, 10)
  owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 2 })
  vi.stubEnv('SECRET_KEY', SECRET.secretKey)
  vi.stubEnv('BASE_URL', '') // the runner of the tests has one of its own
})
beforeEach(async () => {
  await owner.query('truncate organization, "user" cascade')
  organizationId = (await firstOrganization()).id
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeDatabase()
  await owner.end()
  await testDatabase.drop()
})

function withCookie(cookies: string[]): Headers {
  return new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') })
}

test('of many who set up at once one becomes the owner, of everything that was there', async () => {
  expect(await isSetUpDue()).toBe(true)
  const asked = ['a', 'b', 'c', 'd'].map((name) => setUp({ ...ANN, email: `${name}@example.com` }, `Of ${name}`))
  const owners = (await Promise.all(asked)).filter((id) => id !== null)
  expect(owners).toHaveLength(1)
  expect(await isSetUpDue()).toBe(false)
  const members = await prisma().member.findMany()
  expect(members).toMatchObject([{ userId: owners[0], organizationId, role: 'owner', domains: [] }])
  expect(await prisma().user.count()).toBe(1)
  expect(await setUp({ ...ANN, email: 'late@example.com' }, 'Late')).toBeNull()
})

test('the token is good for this database and this secret only', async () => {
  const token = await setUpToken(SECRET)
  expect(await isSetUpToken(token, SECRET)).toBe(true)
  expect(await isSetUpToken(`${token}x`, SECRET)).toBe(false)
  expect(await isSetUpToken('', SECRET)).toBe(false)
  expect(await isSetUpToken(token, { ...SECRET, secretKey: 'another secret' })).toBe(false)
  await owner.query('truncate organization cascade')
  expect(await isSetUpToken(token, SECRET)).toBe(false)
})

test('the environment makes the first owner, and never a second one', async () => {
  const admin = { email: 'Admin@Example.com', password: PASSWORD }
  await Promise.all([seed({ ...NOTHING, admin }), seed({ ...NOTHING, admin })])
  await seed({ ...NOTHING, admin: { ...admin, email: 'other@example.com' } })
  expect((await prisma().user.findMany()).map(({ email }) => email)).toEqual(['admin@example.com'])
  expect(await signIn({ email: 'admin@example.com', password: PASSWORD }, new Headers())).toMatchObject({
    organizationId,
  })
})

test('a demo is given neither owner nor key', async () => {
  await owner.query('update organization set "isDemo" = true')
  await seed({ admin: { email: 'a@example.com', password: PASSWORD }, apiKey: 'x'.repeat(40) })
  expect([await prisma().user.count(), await prisma().apikey.count(), await isSetUpDue()]).toEqual([0, 0, false])
})

test('the key of the environment is taken as it is given, stays itself over starts, and goes when another one is given', async () => {
  const [first, second] = ['the first key, with spaces and ümlauts', 'another-key-of-more-than-32-characters']
  await Promise.all([seed({ ...NOTHING, apiKey: first }), seed({ ...NOTHING, apiKey: first })])
  const before = await checkKey(first)
  expect(before).toMatchObject({ organization: { id: organizationId }, actor: { scopes: ['admin'] } })
  const sent = Buffer.from(first).toString('latin1')
  expect((await readAsker(new Headers({ authorization: `Bearer ${sent}` }))).access?.actor.kind).toBe('key')
  await seed({ ...NOTHING, apiKey: first })
  expect((await checkKey(first))!.actor.id).toBe(before!.actor.id)
  await seed({ ...NOTHING, apiKey: second })
  expect([await checkKey(first), (await checkKey(second))?.actor.name]).toEqual([null, 'SIGNET_API_KEY'])
  await seed(NOTHING)
  expect([await checkKey(second), await prisma().apikey.count()]).toEqual([null, 0])
})

test('a key is stored hashed, is good until it is revoked or its day is over, and its use is noted', async () => {
  const { id, key } = await createKey({ organizationId, name: 'sync', scopes: ['ingest', 'read'], expiresAt: null })
  expect(key).toMatch(/^sig_[a-zA-Z0-9]{48}$/)
  expect(JSON.stringify(await prisma().apikey.findMany())).not.toContain(key.slice(8))
  expect((await listKeys(organizationId))[0]).toMatchObject({ id, start: key.slice(0, 8), lastUsedAt: null })
  expect(await checkKey(key)).toMatchObject({ actor: { kind: 'key', id, name: 'sync', scopes: ['ingest', 'read'] } })
  expect((await listKeys(organizationId))[0]!.lastUsedAt).not.toBeNull()
  for (const wrong of [key.slice(0, -1), `${key}x`, key.toLowerCase(), '', 'x'.repeat(10_000)])
    expect(await checkKey(wrong)).toBeNull()

  await prisma().apikey.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  expect(await checkKey(key)).toBeNull()
  await prisma().apikey.update({ where: { id }, data: { expiresAt: null } })
  expect(await checkKey(key)).not.toBeNull()
  expect(await revokeKey('01900000-0000-7000-8000-00000000000b', id)).toBeNull()
  expect(await revokeKey(organizationId, id)).toMatchObject({ name: 'sync' })
  expect(await checkKey(key)).toBeNull()
})

test('a key is good thousands of times in a row', async () => {
  const { key } = await createKey({ organizationId, name: 'many', scopes: ['ingest'], expiresAt: null })
  for (let n = 0; n < 3_000; n++) if (!(await checkKey(key))) throw new Error(`The key was refused at use ${n}.`)
})

test('a wrong password and an unknown address cost one hash each, and are answered alike', async () => {
  await createUser(ANN)
  const { password } = await auth().$context
  const [hash, verify] = [vi.spyOn(password, 'hash'), vi.spyOn(password, 'verify')]
  const cost = async (email: string, tried: string): Promise<[unknown, number]> => {
    const before = hash.mock.calls.length + verify.mock.calls.length
    const session = await signIn({ email, password: tried }, new Headers())
    return [session && 'signed in', hash.mock.calls.length + verify.mock.calls.length - before]
  }
  expect(await cost('ann@example.com', 'wrong wrong wrong')).toEqual([null, 1])
  expect(await cost('nobody@example.com', PASSWORD)).toEqual([null, 1])
  expect(await cost('no address', PASSWORD)).toEqual([null, 0])
  expect(await cost('ANN@example.com', PASSWORD)).toEqual(['signed in', 1])
  vi.restoreAllMocks()
})

test('a session is new at each sign-in, whatever cookie came along, and ends when it is told to', async () => {
  const userId = (await createUser(ANN))!
  await addMember({ userId, organizationId, role: 'owner', domains: [] })
  const first = await signIn(ANN, new Headers())
  const second = await signIn(ANN, withCookie(first!.cookies))
  expect(second!.cookies[0]).not.toBe(first!.cookies[0])
  expect(first!.cookies[0]).toMatch(/; HttpOnly; SameSite=Lax$/)
  const chosen = await signIn(ANN, new Headers({ cookie: 'signet.session_token=chosen.by-somebody-else' }))
  expect(chosen!.cookies[0]).not.toContain('chosen')
  expect((await readAsker(new Headers({ cookie: 'signet.session_token=chosen.by-somebody-else' }))).signedIn).toBeNull()

  const asker = await readAsker(withCookie(first!.cookies))
  expect(asker.access).toMatchObject({ actor: { kind: 'user', id: userId, role: 'owner', isFirst: true } })
  await signOut(withCookie(first!.cookies))
  expect((await readAsker(withCookie(first!.cookies))).signedIn).toBeNull()
  expect((await readAsker(withCookie(second!.cookies))).signedIn).not.toBeNull()
  await setPassword(userId, 'a new password, long enough')
  expect((await readAsker(withCookie(second!.cookies))).signedIn).toBeNull()
  expect(await signIn(ANN, new Headers())).toBeNull()
})

test('a bad key is nobody, even beside a good session', async () => {
  const userId = (await createUser(ANN))!
  await addMember({ userId, organizationId, role: 'owner', domains: [] })
  const headers = withCookie((await signIn(ANN, new Headers()))!.cookies)
  for (const authorization of ['Bearer nothing', 'Bearer', 'bearer  ']) {
    headers.set('authorization', authorization)
    expect(await readAsker(headers)).toEqual({ access: null, signedIn: null })
  }
  headers.set('authorization', 'Basic of-a-proxy')
  expect((await readAsker(headers)).signedIn?.user.email).toBe('ann@example.com')
})

test('who was taken out of an organization sees nothing of it, by the session of before', async () => {
  const userId = (await createUser(ANN))!
  await addMember({ userId, organizationId, role: 'viewer', domains: ['example.com'] })
  const headers = withCookie((await signIn(ANN, new Headers()))!.cookies)
  expect((await readAsker(headers)).access).toMatchObject({ tenant: { organizationId, domainIds: [] } })
  await prisma().member.deleteMany({ where: { userId } })
  const { access, signedIn } = await readAsker(headers)
  expect([access, signedIn?.user.email]).toEqual([null, 'ann@example.com'])
})
