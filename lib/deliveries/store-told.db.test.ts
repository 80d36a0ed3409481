import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { type Delivery, NOTHING_SAID } from '../bounce/delivery.ts'
import { readReply } from '../bounce/read-reply.ts'
import { SEALER, type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { storeTold } from './store-told.ts'
import type { Teller } from './told.ts'

const CS01 =
  '554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137'
const RECEIVED = new Date('2026-11-28T12:00:00Z')

let here: TestIngest
let submissions = 0

beforeAll(async () => {
  here = await openTestIngest()
  await here.owner.query(
    `insert into domain ("organizationId", id, name) values ($1, gen_random_uuid(), 'example.com')`,
    [here.organizationId],
  )
})
afterAll(() => here.close())
beforeEach(() => here.owner.query('delete from bounce; delete from delivery; delete from complaint'))

function refusal(values: Partial<Delivery> = {}): Delivery {
  return {
    ...NOTHING_SAID,
    outcome: 'refused',
    carrier: 'dsn',
    at: '2026-11-28T10:00:00.000Z',
    reply: readReply(CS01),
    remoteHost: 'mx01.mail.icloud.com',
    recipient: 'someone@icloud.com',
    messageId: 'one@example.com',
    headerFrom: 'news@example.com',
    ...values,
  }
}

function accepted(values: Partial<Delivery> = {}): Delivery {
  return refusal({ outcome: 'delivered', carrier: 'postfix', reply: null, queueId: '4TxyzA1b2c', ...values })
}

/** Tells of them in a document of a submission of its own, unless another teller is given. */
async function tell(deliveries: Delivery[], teller: Partial<Teller> = {}): ReturnType<typeof storeTold> {
  const submissionId = `00000000-0000-7000-8000-${String(++submissions).padStart(12, '0')}`
  const own = { organizationId: here.organizationId, submissionId, ordinal: 0, receivedAt: RECEIVED }
  return storeTold(
    [{ deliveries, complaints: [] }],
    { ...own, trust: null, isReadAgain: false, ...teller },
    { pool: here.pool, sealer: SEALER },
  )
}

async function bounces(): Promise<Record<string, unknown>[]> {
  const { rows } = await here.owner.query(
    `select b.kind::text, b.code, b."replyClass", b.phase, b.proof, b."isIcloud", b."appleBasis", b."recipientDomain", b.reply,
       b."remoteHost", b."domainId" is not null as "isOwnDomain", b."returnedHeaders" is not null as "hasHeaders",
       (select array_agg(carrier order by s."submissionId") from bounce_sighting s where s."bounceId" = b.id) as carriers
     from bounce b order by b.at, b.id`,
  )
  return rows
}

test('one refusal told by a bounce mail, a log and a provider is one bounce, in whatever order they come', async () => {
  const dsn = refusal({ returnedHeaders: 'From: news@example.com\r\n' })
  const line = refusal({ carrier: 'postfix', queueId: '4TxyzA1b2c', at: '2026-11-28T09:58:00.000Z' })
  const event = refusal({ carrier: 'ses', remoteHost: null, providerId: 'p1', at: '2026-11-28T10:04:00.000Z' })
  const orders = [
    [dsn, line, event],
    [event, line, dsn],
    [line, dsn, event],
  ]
  for (const order of orders) {
    await here.owner.query('delete from bounce')
    for (const one of order) await tell([one], { trust: one === line ? 'log' : one === event ? 'webhook' : null })
    const found = await bounces()
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      kind: 'refused',
      code: 'CS01',
      replyClass: 'policy-unknown',
      isIcloud: true,
      appleBasis: 'host',
      remoteHost: 'mx01.mail.icloud.com',
      recipientDomain: 'icloud.com',
      isOwnDomain: true,
      hasHeaders: true,
      carriers: order.map(({ carrier }) => carrier),
    })
    expect(found[0]!['proof']).not.toBeNull()
  }
})

test.each<[string, Partial<Delivery>]>([
  ['another recipient', { recipient: 'another@icloud.com' }],
  ['another message', { messageId: 'two@example.com' }],
  ['another host', { remoteHost: 'mx02.mail.icloud.com' }],
  ['another tag', { reply: readReply(CS01.replace('CS01', 'HM08')) }],
  ['another outcome', { outcome: 'deferred' }],
  ['a time eleven minutes later', { at: '2026-11-28T10:11:00.000Z' }],
  ['no recipient', { recipient: null }],
  ['no name of the message', { messageId: null }],
])('%s is another bounce', async (_, values) => {
  await tell([refusal()])
  await tell([refusal(values)])
  expect(await bounces()).toHaveLength(2)
})

test('at ten minutes it is the same bounce', async () => {
  await tell([refusal()])
  await tell([refusal({ at: '2026-11-28T10:10:00.000Z' })])
  expect(await bounces()).toHaveLength(1)
})

test('the same part told again after the process died changes nothing', async () => {
  const teller: Partial<Teller> = { submissionId: '00000000-0000-7000-8000-0000000000ff', trust: 'log' }
  const first = await tell([refusal({ carrier: 'postfix' }), accepted()], teller)
  const before = await bounces()
  expect(await tell([refusal({ carrier: 'postfix' }), accepted()], teller)).toEqual(first)
  expect(await bounces()).toEqual(before)
  expect(first).toEqual({ bounces: 1, deliveries: 1, complaints: 0, isNew: true })
})

test('a document that tells nothing new says so', async () => {
  await tell([accepted()], { trust: 'log' })
  expect(await tell([accepted()], { trust: 'log' })).toMatchObject({ deliveries: 1, isNew: false })
  await tell([refusal()])
  expect(await tell([refusal()])).toMatchObject({ bounces: 1, isNew: false })
})

test('a bounce mail is unverified until a log, before it or after it, names its message', async () => {
  await tell([refusal()])
  expect(await bounces()).toMatchObject([{ proof: null }])
  await tell([accepted({ recipient: 'other@example.net', remoteHost: 'mx.example.net' })], { trust: 'log' })
  expect(await bounces()).toMatchObject([{ proof: 'message-id' }])
  await tell([refusal({ recipient: 'third@icloud.com' })])
  expect(await bounces()).toMatchObject([{ proof: 'message-id' }, { proof: 'message-id' }])
})

test('a log that came as a mail is nobody’s word: it proves nothing, and its deliveries do not count', async () => {
  const told = await tell([accepted(), refusal({ carrier: 'postfix' })])
  expect(told).toEqual({ bounces: 1, deliveries: 0, complaints: 0, isNew: true })
  await tell([refusal()])
  expect(await bounces()).toMatchObject([{ proof: null }])
  expect((await here.owner.query('select 1 from delivery')).rowCount).toBe(0)
})

test('an id that was used two weeks before proves nothing', async () => {
  await tell([accepted({ at: '2026-11-14T10:00:00.000Z' })], { trust: 'log' })
  await tell([refusal()])
  expect(await bounces()).toMatchObject([{ proof: null }])
})

test('who proves nothing changes nothing of a verified bounce', async () => {
  await tell(
    [refusal({ carrier: 'postfix', messageId: null, queueId: 'Q1', remoteHost: null, recipient: 'a@icloud.com' })],
    {
      trust: 'log',
    },
  )
  const [before] = await bounces()
  // It shares what a forger may know, and names neither the message nor the queue that the log did.
  await tell([
    refusal({
      messageId: 'forged@example.com',
      recipient: 'a@icloud.com',
      reply: readReply('550 5.7.1 [HM08] Message rejected due to local policy.'),
    }),
  ])
  expect((await bounces()).find(({ carriers }) => (carriers as string[]).includes('postfix'))).toEqual(before)
})

test('a thousand forged bounces change no verified bounce and are all unverified', async () => {
  await tell([refusal({ carrier: 'postfix' }), accepted({ messageId: 'two@example.com' })], { trust: 'log' })
  const verified = async (): Promise<unknown[]> => (await bounces()).filter(({ proof }) => proof !== null)
  const before = await verified()
  const forged = Array.from({ length: 1_000 }, (_, index) =>
    refusal({
      messageId: `forged-${index}@example.com`,
      queueId: `F${index}`,
      // Every other one is about a recipient that a verified bounce is about, at the same minute.
      recipient: index % 2 === 0 ? 'someone@icloud.com' : `someone-${index}@icloud.com`,
    }),
  )
  for (let start = 0; start < forged.length; start += 100) await tell(forged.slice(start, start + 100))
  expect(await verified()).toEqual(before)
  const all = await bounces()
  expect(all).toHaveLength(1_001)
  expect(all.filter(({ proof }) => proof === null)).toHaveLength(1_000)
})

test('keeps no local part of an address in what it stores, nor the recipient', async () => {
  await tell([
    refusal({
      recipient: 'jane.doe@icloud.com',
      reply: readReply('550 5.1.1 <jane.doe@icloud.com>: user does not exist'),
      returnedHeaders: 'To: jane.doe@icloud.com\r\n',
    }),
  ])
  expect((await bounces())[0]!['reply']).toContain('…@icloud.com')
  const { rows } = await here.owner.query('select to_jsonb(b)::text as text from bounce b')
  expect(rows[0].text).not.toContain('jane')
  expect(rows[0].text).not.toContain(Buffer.from('jane').toString('hex'))
})

test('a time that has not come yet is the time at which it was told', async () => {
  await tell([refusal({ at: '2030-01-01T00:00:00.000Z' }), refusal({ at: 'never', messageId: 'two@example.com' })])
  const { rows } = await here.owner.query('select distinct at from bounce')
  expect(rows).toEqual([{ at: RECEIVED }])
})
