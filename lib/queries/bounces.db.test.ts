import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { type BounceFilter, parseBounceFilter, withAllDays } from '../bounce-filter.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { unfiltered } from '../filter.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { getBounce } from './get-bounce.ts'
import { getIcloudBounces } from './get-icloud-bounces.ts'
import { countBounces, listBounces } from './list-bounces.ts'

const PAGE = { limit: 500, cursor: null }
const NOVEMBER = unfiltered({ from: '2026-11-01', to: '2026-11-30' })
/** Uuids as submissions get them: the later, the larger. */
const [FIRST, SECOND] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']

let ingest: TestIngest
let tenant: ReturnType<typeof wholeOrganization>
let domainIds: Record<string, string>

beforeAll(async () => {
  ingest = await openTestIngest()
  tenant = wholeOrganization(ingest.organizationId)
  const begin = Date.UTC(2026, 10, 3) / 1000
  const records = [{ ip: '192.0.2.1', count: 90 }, { ip: '192.0.2.1', count: 10, dkim: 'fail', spf: 'fail' } as const]
  await ingest.ingest(sampleReport({ id: 'a', domain: 'example.com', begin, records }))
  await ingest.ingest(sampleReport({ id: 'b', domain: 'example.net', begin, records: [{ ip: '192.0.2.9' }] }))
  const { rows } = await ingest.owner.query<{ id: string; name: string }>('select id, name from domain')
  domainIds = Object.fromEntries(rows.map(({ id, name }) => [name, id]))
})
afterAll(() => ingest.close())

type Given = Record<string, unknown> & { carriers?: string[]; submissions?: string[]; domain?: string }

/** Puts one bounce into the table; without more, a refusal by Apple of a message that is shown to be ours. */
async function put({ carriers = ['dsn'], submissions = [FIRST], domain = 'example.com', ...over }: Given = {}) {
  const id = randomUUID()
  const columns: Record<string, unknown> = {
    organizationId: ingest.organizationId,
    id,
    kind: 'refused',
    at: '2026-11-10T10:00:00.123Z',
    receiverId: 'icloud',
    isIcloud: true,
    appleBasis: 'host',
    appleCertainty: 'yes',
    proof: 'dkim',
    recipientDomain: 'icloud.com',
    remoteHost: 'mx01.mail.icloud.com',
    smtpCode: 554,
    status: '5.7.1',
    reply: '554 5.7.1 [CS01] Message rejected due to local policy.',
    phase: 'end-of-data',
    code: 'CS01',
    replyGroup: 'CS01',
    replyClass: 'policy-unknown',
    namedIps: ['192.0.2.1'],
    sourceIp: '192.0.2.1',
    headerFrom: domain,
    domainId: domainIds[domain] ?? null,
    ...over,
  }
  const names = Object.keys(columns)
  await ingest.owner.query(
    `insert into bounce (${names.map((name) => `"${name}"`).join(', ')})
     values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(columns),
  )
  for (const [index, carrier] of carriers.entries())
    await ingest.owner.query('insert into bounce_sighting values ($1, $2, $3, $4, $5, $6)', [
      ingest.organizationId,
      submissions[index] ?? FIRST,
      index,
      id,
      carrier,
      columns.at,
    ])
  return id
}

async function accept(count: number, over: { at?: string; ip?: string | null; isIcloud?: boolean } = {}) {
  const { at = '2026-11-10T09:00:00Z', ip = '192.0.2.1', isIcloud = true } = over
  await ingest.owner.query(
    `insert into delivery ("organizationId", key, "submissionId", ordinal, at, "isIcloud", "sourceIp", "domainId")
     select $1, decode(md5(random()::text || n), 'hex'), $2, 0, $3, $4, $5, $6 from generate_series(1, $7::int) n`,
    [ingest.organizationId, FIRST, at, isIcloud, ip, domainIds['example.com'], count],
  )
}

async function empty(): Promise<void> {
  await ingest.owner.query('truncate bounce, bounce_sighting, delivery, complaint')
}

function filterOf(params: Record<string, string>): BounceFilter {
  const { filter, problem } = parseBounceFilter(withAllDays(params), '2026-11-29')
  if (!filter) throw new Error(problem)
  return filter
}

async function idsOf(params: Record<string, string>): Promise<string[]> {
  return (await listBounces(tenant, filterOf(params), PAGE)).bounces.map(({ id }) => id)
}

describe('the list of bounces', () => {
  test('narrows down by each part of the filter, and counts the same', async () => {
    await empty()
    const apple = await put({ submissions: [SECOND] })
    const google = await put({
      domain: 'example.net',
      receiverId: 'google',
      isIcloud: false,
      code: null,
      replyGroup: null,
      replyClass: 'rate',
      kind: 'deferred',
      sourceIp: null,
      at: '2026-11-11T23:59:59.999Z',
    })
    const forged = await put({ proof: null, at: '2026-11-12T00:00:00Z' })
    const cases: [Record<string, string>, string[]][] = [
      [{}, [forged, google, apple]],
      [{ receiver: 'google' }, [google]],
      [{ isIcloud: 'true' }, [forged, apple]],
      [{ isIcloud: 'false' }, [google]],
      [{ kind: 'deferred' }, [google]],
      [{ class: 'rate' }, [google]],
      [{ code: 'CS01' }, [forged, apple]],
      [{ code: '-' }, [google]],
      [{ group: 'CS01', verified: 'true' }, [apple]],
      [{ verified: 'false' }, [forged]],
      [{ submission: SECOND }, [apple]],
      [{ domain: 'example.net' }, [google]],
      [{ source: 'none' }, [google]],
      [{ source: '192.0.2.1', to: '2026-11-11' }, [apple]],
      [{ from: '2026-11-11', to: '2026-11-11' }, [google]],
      [{ submission: randomUUID() }, []],
    ]
    for (const [params, ids] of cases) {
      expect(await idsOf(params), JSON.stringify(params)).toEqual(ids)
      const counts = await countBounces(tenant, filterOf(params))
      expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(ids.length)
    }
    expect(await countBounces(tenant, filterOf({}))).toEqual({
      refused: 1,
      deferred: 1,
      suppressed: 0,
      unreachable: 0,
      unverified: 1,
    })
  })

  test('gives every bounce once over its parts, also of one instant', async () => {
    await empty()
    const all = new Set<string>()
    for (let index = 0; index < 7; index++) all.add(await put())
    const seen: string[] = []
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const part = await listBounces(tenant, filterOf({}), { limit: 3, cursor })
      seen.push(...part.bounces.map(({ id }) => id))
      cursor = part.nextCursor
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(all)
  })

  test('says in a sentence what is wrong with a filter', () => {
    for (const params of [
      { isIcloud: 'maybe' },
      { kind: 'lost' },
      { class: 'bad' },
      { submission: 'x' },
      { code: "CS'01" },
      { verified: 'yes' },
    ])
      expect(parseBounceFilter(params, '2026-11-29').problem).toMatch(/^\w+ is ".*": it must be /)
  })

  test('shows who is limited to a domain the bounces of that domain, and not what told of them', async () => {
    await empty()
    const own = await put()
    const other = await put({ domain: 'example.net' })
    const nobodys = await put({ domain: 'other.example' })
    const limited = { ...tenant, domainIds: [domainIds['example.com']!] }
    const { bounces } = await listBounces(limited, filterOf({}), PAGE)
    expect(bounces).toMatchObject([{ id: own, submissionId: null }])
    expect(await getBounce(limited, own)).toMatchObject({ id: own, sightings: [] })
    for (const id of [other, nobodys]) expect(await getBounce(limited, id)).toBeNull()
  })
})

test('a bounce comes with all that is known of it, the first submission first', async () => {
  await empty()
  const quotedBy = { host: 'forwarder.example', phase: 'end-of-data', text: '550 the other end said no' }
  const id = await put({
    carriers: ['postfix', 'dsn'],
    submissions: [SECOND, FIRST],
    remoteIp: '198.51.100.4',
    txnId: 'abc',
    quotedBy: JSON.stringify(quotedBy),
  })
  expect(await getBounce(tenant, id)).toEqual({
    id,
    submissionId: FIRST,
    kind: 'refused',
    at: '2026-11-10T10:00:00.123Z',
    receiver: 'icloud',
    receiverName: 'iCloud',
    isIcloud: true,
    basis: 'host',
    certainty: 'yes',
    verified: true,
    proof: 'dkim',
    recipientDomain: 'icloud.com',
    remoteHost: 'mx01.mail.icloud.com',
    remoteIp: '198.51.100.4',
    code: 'CS01',
    group: 'CS01',
    status: '5.7.1',
    smtpCode: 554,
    reply: '554 5.7.1 [CS01] Message rejected due to local policy.',
    phase: 'end-of-data',
    class: 'policy-unknown',
    sourceIp: '192.0.2.1',
    headerFrom: 'example.com',
    envelopeFrom: null,
    reportingHost: null,
    quotedBy,
    namedIps: ['192.0.2.1'],
    txnId: 'abc',
    hasReturnedHeaders: false,
    sightings: [
      { submissionId: FIRST, carrier: 'dsn', at: '2026-11-10T10:00:00.123Z' },
      { submissionId: SECOND, carrier: 'postfix', at: '2026-11-10T10:00:00.123Z' },
    ],
  })
  for (const none of [randomUUID(), 'none', '']) expect(await getBounce(tenant, none)).toBeNull()
})

describe('what Apple said to mail of one’s own', () => {
  test('is counted by tag, day and source, beside what other receivers report of the source', async () => {
    await empty()
    await put({ carriers: ['postfix'] })
    await put({ carriers: ['dsn'], at: '2026-11-11T01:00:00Z' })
    await put({ code: null, replyGroup: 'DMARC', replyClass: 'dmarc', sourceIp: null })
    await put({ kind: 'deferred', code: null, replyGroup: 'RATE', replyClass: 'rate' })
    await put({ kind: 'unreachable', code: null, replyGroup: null, replyClass: 'unknown' })
    await put({ kind: 'suppressed', isIcloud: false, code: null, replyGroup: null, replyClass: 'unknown' })
    await put({ isIcloud: false, receiverId: 'google', code: null, replyGroup: null })
    await accept(3)
    await accept(5, { isIcloud: false })
    await ingest.owner.query(
      `insert into complaint ("organizationId", key, "submissionId", ordinal, day, "sourceIp", "feedbackType", proof)
       values ($1, '\\x01', $2, 0, '2026-11-10', '192.0.2.1', 'abuse', 'dkim'),
         ($1, '\\x02', $2, 1, '2026-11-10', '192.0.2.1', 'abuse', null)`,
      [ingest.organizationId, FIRST],
    )
    expect(await getIcloudBounces(tenant, NOVEMBER)).toEqual({
      refused: 3,
      deferred: 1,
      unreachable: 1,
      suppressed: 1,
      unverified: 0,
      accepted: 3,
      refusedWithAccepted: 1,
      refusedRate: 0.25,
      tags: [
        { code: 'CS01', group: 'CS01', class: 'policy-unknown', refused: 2, lastAt: '2026-11-11T01:00:00.000Z' },
        { code: null, group: 'DMARC', class: 'dmarc', refused: 1, lastAt: '2026-11-10T10:00:00.123Z' },
      ],
      days: [
        { day: '2026-11-10', refused: { CS01: 1, DMARC: 1 }, deferred: 1, accepted: 3 },
        { day: '2026-11-11', refused: { CS01: 1 }, deferred: 0, accepted: 0 },
      ],
      sources: [
        {
          ip: '192.0.2.1',
          refused: 2,
          deferred: 1,
          accepted: 3,
          refusedRate: 0.25,
          elsewhere: { messages: 100, pass: 90, passRate: 0.9 },
        },
        { ip: null, refused: 1, deferred: 0, accepted: 0, refusedRate: null, elsewhere: null },
      ],
      complaints: [{ day: '2026-11-10', source: '192.0.2.1', complaints: 1 }],
    })
  })

  test('changes by nothing but the count of unverified ones when 1,000 forged bounces come in', async () => {
    await empty()
    await put()
    await accept(2)
    const before = await getIcloudBounces(tenant, NOVEMBER)
    const id = await put({ proof: null })
    await ingest.owner.query(
      `insert into bounce select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid()))).*
       from bounce b, generate_series(2, 1000) where b.id = $1`,
      [id],
    )
    expect(await getIcloudBounces(tenant, NOVEMBER)).toEqual({ ...before, unverified: 1000 })
  })

  test('has no rate where nothing tells of accepted messages', async () => {
    await empty()
    await put({ carriers: ['postfix'] })
    expect(await getIcloudBounces(tenant, NOVEMBER)).toMatchObject({ refused: 1, accepted: 0, refusedRate: null })
  })

  test('is nothing where there is nothing', async () => {
    await empty()
    expect(await getIcloudBounces(tenant, NOVEMBER)).toMatchObject({ refused: 0, tags: [], days: [], sources: [] })
  })
})
