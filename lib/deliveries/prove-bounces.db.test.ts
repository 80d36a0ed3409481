import { randomUUID } from 'node:crypto'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { sealerOf } from '../db/seal.ts'
import { inTransaction } from '../db/tenant.ts'
import type { Resolver } from '../dns/answer.ts'
import { resolverOf } from '../dns/resolver.ts'
import { type DnsServer, startDnsServer } from '../dns/testing/dns-server.ts'
import { mailOf, rsaKey, sign } from '../inbox/testing/signed-mail.ts'
import { SEALER, type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { addDomain } from '../quarantine/add-domain.ts'
import { type ProveDeps, proveBounces } from './prove-bounces.ts'
import { proveJobs } from './prove-jobs.ts'
import { PROVE_ATTEMPTS_MAX } from './prove-task.ts'
import { insertBounce, insertSighting } from './testing/insert-bounce.ts'

const SUBMISSION = '01900000-0000-7000-8000-000000000001'
const ANOTHER = '01900000-0000-7000-8000-000000000002'
const AT = new Date('2026-11-15T00:00:00Z')
const key = rsaKey()
let dns: DnsServer
let here: TestIngest

beforeAll(async () => {
  dns = await startDnsServer()
  here = await openTestIngest()
  await addDomain(here.pool, here.organizationId, 'example.com')
})
afterAll(async () => {
  await here.close()
  await dns.stop()
})
beforeEach(() => {
  for (const name of Object.keys(dns.zone)) delete dns.zone[name]
  for (const domain of ['example.com', 'news.example.com', 'notexample.com', 'com'])
    dns.zone[`test._domainkey.${domain}`] = { txt: [key.record] }
  dns.zone['custom.example'] = {
    mx: [
      { exchange: 'mx02.mail.icloud.com', priority: 20 },
      { exchange: 'mx01.mail.icloud.com', priority: 10 },
    ],
  }
})
afterEach(() => here.owner.query('truncate bounce cascade'))

/** A bounce that a submission told of. */
async function bounce(over: Record<string, unknown> = {}, submissionId = SUBMISSION): Promise<string> {
  const { owner, organizationId } = here
  const id = await insertBounce(owner, { organizationId, at: AT, ...over })
  await insertSighting(owner, { organizationId, submissionId, bounceId: id })
  return id
}

async function returned(domain: string, alter = (header: string) => header): Promise<Buffer> {
  const mail = await sign(mailOf({ from: `Shop <a@${domain}>` }), { domain, key })
  return SEALER.seal(Buffer.from(alter(mail.slice(0, mail.indexOf('\r\n\r\n'))), 'utf8'))
}

function prove(over: Partial<ProveDeps> & { attempt?: number } = {}): Promise<void> {
  const { attempt = 1, ...deps } = over
  const { pool, organizationId } = here
  const resolver = resolverOf([dns.address])
  return proveBounces({ organizationId, submissionId: SUBMISSION }, attempt, {
    pool,
    sealer: SEALER,
    resolver,
    ...deps,
  })
}

async function row(id: string): Promise<Record<string, unknown>> {
  return (await here.owner.query('select * from bounce where id = $1', [id])).rows[0]
}

async function proofOf(id: string): Promise<unknown> {
  return (await row(id)).proof
}

test('the signature of a domain of the organization, or of one below, proves a message its own', async () => {
  const own = await bounce({ returnedHeaders: await returned('example.com') })
  const below = await bounce({ returnedHeaders: await returned('news.example.com') })
  await prove()
  expect([await proofOf(own), await proofOf(below)]).toEqual(['dkim', 'dkim'])
})

test('nothing else proves it', async () => {
  const foreign = await bounce({ returnedHeaders: await returned('notexample.com') })
  const above = await bounce({ returnedHeaders: await returned('com') })
  const altered = await bounce({
    returnedHeaders: await returned('example.com', (header) => header.replace('Report domain', 'Another domain')),
  })
  const sealedByAnother = await bounce({
    returnedHeaders: sealerOf('another').seal(Buffer.from('From: a@example.com')),
  })
  const without = await bounce()
  const elsewhere = await bounce({ returnedHeaders: await returned('example.com') }, ANOTHER)
  await prove()
  for (const id of [foreign, above, altered, sealedByAnother, without, elsewhere]) expect(await proofOf(id)).toBeNull()
})

test('a stronger proof that is there already stays', async () => {
  const id = await bounce({ returnedHeaders: await returned('example.com'), proof: 'log' })
  await prove()
  expect(await proofOf(id)).toBe('log')
})

test('forged bounces ask nothing about domains of other people, and prove nothing', async () => {
  const headers = await returned('forger.example')
  for (let n = 0; n < 120; n++) await bounce({ returnedHeaders: headers })
  const genuine = await bounce({ returnedHeaders: await returned('example.com') })
  const before = dns.questions().length
  await prove()
  expect(dns.questions().slice(before)).toEqual(['TXT test._domainkey.example.com'])
  const { rows } = await here.owner.query('select id from bounce where proof is not null')
  expect(rows).toEqual([{ id: genuine }])
})

test('DNS that fails is asked again, and given up in the end; what it did answer counts', async () => {
  dns.zone['test._domainkey.example.com'] = 'fails'
  dns.zone['silent.example'] = 'fails'
  const unanswered = await bounce({ returnedHeaders: await returned('example.com') })
  const answered = await bounce({ returnedHeaders: await returned('news.example.com') })
  const mx = await bounce({ recipientDomain: 'silent.example' })
  await expect(prove()).rejects.toThrow('DNS did not answer')
  expect([await proofOf(unanswered), await proofOf(answered)]).toEqual([null, 'dkim'])
  await prove({ attempt: PROVE_ATTEMPTS_MAX })
  expect([await proofOf(unanswered), (await row(mx)).appleBasis]).toEqual([null, null])
  dns.zone['test._domainkey.example.com'] = { txt: [key.record] }
  dns.zone['silent.example'] = {}
  await prove({ attempt: 2 })
  expect(await proofOf(unanswered)).toBe('dkim')
})

test('where DNS is turned off nothing is asked, and bounces stay as they are', async () => {
  const id = await bounce({ returnedHeaders: await returned('example.com'), recipientDomain: 'custom.example' })
  await prove({ resolver: resolverOf('off') })
  expect(await row(id)).toMatchObject({ proof: null, isIcloud: false, appleBasis: null })
})

test('the mail exchanger of a domain tells that its mailboxes are at iCloud', async () => {
  const id = await bounce({
    recipientDomain: 'custom.example',
    reply: '550 5.7.1 [CS01] Message rejected due to local policy.',
  })
  await prove()
  expect(await row(id)).toMatchObject({
    isIcloud: true,
    appleBasis: 'mx',
    appleCertainty: 'yes',
    receiverId: 'icloud',
    code: 'CS01',
    replyClass: 'policy-unknown',
  })
})

test('the mail exchanger of a domain tells that its mailboxes are not at iCloud, whatever the reply looks like', async () => {
  dns.zone['elsewhere.example'] = { mx: [{ exchange: 'aspmx.l.google.com', priority: 1 }] }
  const id = await bounce({
    recipientDomain: 'elsewhere.example',
    reply: '550 5.7.1 [CS01] Message rejected due to local policy.',
    isIcloud: true,
    appleBasis: 'text',
    appleCertainty: 'inferred',
  })
  await prove()
  expect(await row(id)).toMatchObject({ isIcloud: false, appleBasis: null, appleCertainty: 'no', code: null })
})

test.each<[string, Record<string, unknown>]>([
  ['a host that replied', { remoteHost: 'mx.example.net' }],
  ['a mail exchanger that the carrier named', { appleBasis: 'mx', isIcloud: true, appleCertainty: 'yes' }],
  ['what a provider suppressed', { kind: 'suppressed' }],
  ['a recipient that nobody knows', { recipientDomain: null }],
])('DNS does not overrule %s', async (_, over) => {
  const id = await bounce({ recipientDomain: 'custom.example', ...over })
  const before = await row(id)
  await prove()
  expect(await row(id)).toEqual(before)
})

test('a domain is asked about once for all of its bounces', async () => {
  for (let n = 0; n < 250; n++) await bounce({ recipientDomain: 'custom.example' })
  const before = dns.questions().length
  await prove()
  expect(dns.questions().slice(before)).toEqual(['MX custom.example'])
  const { rows } = await here.owner.query(`select count(*)::int as count from bounce where "appleBasis" = 'mx'`)
  expect(rows).toEqual([{ count: 250 }])
})

test('no more than 500 domains are asked about for one submission', async () => {
  for (let n = 0; n < 501; n++) await bounce({ recipientDomain: `d${n}.example` })
  const asked: string[] = []
  const resolver: Resolver = {
    ...resolverOf('off'),
    mx: async (name) => {
      asked.push(name)
      return { kind: 'none' }
    },
  }
  await prove({ resolver })
  expect(new Set(asked).size).toBe(500)
})

test('a submission waits in the queue once, and only when its transaction is through', async () => {
  const { pool, owner, organizationId } = here
  const waiting = async (): Promise<unknown> =>
    (
      await owner.query(`select task_identifier as task, max_attempts as max from graphile_worker.jobs
      where task_identifier = 'prove-bounces'`)
    ).rows
  const add = () => inTransaction(pool, organizationId, (client) => proveJobs(client, organizationId, [SUBMISSION]))
  await expect(
    inTransaction(pool, organizationId, async (client) => {
      await proveJobs(client, organizationId, [randomUUID()])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await waiting()).toEqual([])
  await add()
  await add()
  expect(await waiting()).toEqual([{ task: 'prove-bounces', max: PROVE_ATTEMPTS_MAX }])
})
