import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type SampleReport, sampleReport } from '../../e2e/sample-report.ts'
import { closeDatabase, openDatabase } from '../db/database.ts'
import { firstOrganizationId } from '../db/organization.ts'
import { sealerOf } from '../db/seal.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { type TestDatabase, createTestDatabase } from '../db/testing/test-database.ts'
import { type Filter, unfiltered } from '../filter.ts'
import { accept, receive } from '../ingest/accept.ts'
import { openPipeline } from '../ingest/pipeline.ts'
import { processSubmission } from '../ingest/process-submission.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { getIcloud } from './get-icloud.ts'
import { getSummary } from './get-summary.ts'
import { type SeriesBy, listDays } from './list-days.ts'
import { listDomains } from './list-domains.ts'
import { listFlows } from './list-flows.ts'
import { GROUPS, isOverlapping, listGroups } from './list-groups.ts'
import { listReceivers } from './list-receivers.ts'
import { listRecords } from './list-records.ts'
import { listReportRecords } from './list-report-records.ts'
import { listReports } from './list-reports.ts'
import { listSourceAuth } from './list-source-auth.ts'
import { listSourceDays } from './list-source-days.ts'
import { listSourcesToApple } from './list-sources-to-apple.ts'
import { SOURCE_ORDERS, listSources } from './list-sources.ts'
import { listSubmissions } from './list-submissions.ts'

const DAY = 86_400
const BEGIN = Date.UTC(2026, 4, 1) / 1000
const GOOGLE = { org: 'google.com', email: 'noreply-dmarc-support@google.com' }
const REPORTS: SampleReport[] = [
  {
    id: 'g1',
    ...GOOGLE,
    begin: BEGIN,
    records: [
      { ip: '192.0.2.1', count: 70 },
      { ip: '192.0.2.2', count: 20, spf: 'fail' },
      { ip: '198.51.100.7', count: 10, dkim: 'fail', spf: 'fail' },
    ],
  },
  { id: 'g2', ...GOOGLE, begin: BEGIN + 2 * DAY, records: [{ ip: '192.0.2.1', count: 5 }] },
  {
    id: 'n1',
    domain: 'example.net',
    begin: BEGIN,
    records: [
      { ip: '192.0.2.1', count: 40 },
      { ip: 'no address', count: 2 },
    ],
  },
  { id: 'w1', begin: BEGIN + 5 * DAY, end: BEGIN + 9 * DAY - 1, records: [{ ip: '17.58.0.9', count: 8, spf: 'fail' }] },
  {
    id: 'a1',
    begin: BEGIN,
    records: [
      { ip: '2001:db8::1', count: 6, dkim: 'fail', spf: 'fail', disposition: 'none', envelopeTo: 'icloud.com' },
    ],
  },
  { id: 'empty', begin: BEGIN + 11 * DAY, records: [] },
]
const ALL = unfiltered({ from: '2026-05-01', to: '2026-05-31' })
const FILTERS: Partial<Filter>[] = [
  {},
  { domain: 'example.com' },
  { domain: 'nobody.example' },
  { receiver: 'google' },
  { source: '192.0.2.1' },
  { source: 'none' },
  { verdict: 'fail' },
  { disposition: 'reject' },
  { from: '2026-05-06', to: '2026-05-07' },
  { receiver: 'google', source: '192.0.2.1', verdict: 'pass', disposition: 'none', domain: 'example.com' },
  { mail: 'own' },
  { mail: 'unrecognized' },
  { mail: 'own', verdict: 'fail' },
  { dkim: 'aligned', spf: 'unaligned' },
  { disposition: 'unstated' },
  { headerFrom: 'example.com' },
  { envelopeTo: 'icloud.com' },
  { envelopeTo: '-', verdict: 'fail' },
  { dkimDomain: 'example.com', dkimResult: 'fail' },
  { dkimSelector: 's1', domain: 'example.net' },
  { spfDomain: '-' },
  { override: '-', source: '192.0.2.1' },
]
const PAGE = { limit: 500, cursor: null }

let testDatabase: TestDatabase
let organizationId: string

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const { pool } = openDatabase(testDatabase.url, 10)
  organizationId = await firstOrganizationId()
  const directory = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  const pipeline = openPipeline({
    pool,
    limits: DEFAULT_LIMITS,
    directory,
    now: () => new Date(),
    sealer: sealerOf('a secret of the tests'),
  })
  for (const report of REPORTS) {
    const { received } = await receive(
      Readable.from([Buffer.from(sampleReport(report))]),
      DEFAULT_LIMITS.inputBytesMax,
      directory,
    )
    const { id: submissionId } = await accept(
      pool,
      { organizationId, via: 'cli', filename: `${report.id}.xml` },
      received!,
    )
    await processSubmission({ organizationId, submissionId }, pipeline)
  }
})
afterAll(async () => {
  await closeDatabase()
  await testDatabase.drop()
})

type Counts = { messages: number; pass: number; fail: number }

function sum(rows: Counts[]): Counts {
  const total = (pick: (row: Counts) => number): number => rows.reduce((so, row) => so + pick(row), 0)
  return { messages: total((r) => r.messages), pass: total((r) => r.pass), fail: total((r) => r.fail) }
}

function asCounts({ messages, verdict }: { messages: number; verdict: 'pass' | 'fail' }): Counts {
  return { messages, pass: verdict === 'pass' ? messages : 0, fail: verdict === 'fail' ? messages : 0 }
}

describe.each(FILTERS)('with the filter %o', (over) => {
  const filter = { ...ALL, ...over }

  test('every list and every series adds up to the summary', async () => {
    const { messages, pass, fail } = await getSummary(wholeOrganization(organizationId), filter)
    const lists: Counts[][] = [
      (await listSources(wholeOrganization(organizationId), filter, { ...PAGE, order: 'fail' })).sources,
      await listReceivers(wholeOrganization(organizationId), filter),
      (await listDomains(wholeOrganization(organizationId), filter, PAGE)).domains,
      (await listReports(wholeOrganization(organizationId), filter, PAGE)).reports,
    ]
    for (const by of ['verdict', 'disposition', 'receiver'] satisfies SeriesBy[]) {
      const days = await listDays(wholeOrganization(organizationId), filter, by)
      lists.push(days)
      expect(days.flatMap((day) => Object.values(day.series)).reduce((so, n) => so + n, 0)).toBe(messages)
    }
    const flows = await listFlows(wholeOrganization(organizationId), filter)
    lists.push(flows.map(asCounts))
    lists.push((await listRecords(wholeOrganization(organizationId), filter, PAGE)).records.map(asCounts))
    for (const by of GROUPS.filter((by) => !isOverlapping(by)))
      lists.push((await listGroups(wholeOrganization(organizationId), filter, { ...PAGE, by, order: 'fail' })).groups)
    for (const list of lists) expect(sum(list)).toEqual({ messages, pass, fail })
  })

  test('each group opens exactly its own messages', async () => {
    const tenant = wholeOrganization(organizationId)
    for (const by of GROUPS) {
      const { groups } = await listGroups(tenant, filter, { ...PAGE, by, order: 'messages' })
      for (const { key, messages, pass, fail } of groups) {
        const opened = by === 'day' ? { from: key, to: key } : { [by]: key }
        expect(await getSummary(tenant, { ...filter, ...opened }), `${by} ${key}`).toMatchObject({
          messages,
          pass,
          fail,
        })
      }
    }
  })

  test('one’s own mail and what is not recognized are the whole, and each opens its own', async () => {
    const tenant = wholeOrganization(organizationId)
    const whole = await getSummary(tenant, filter)
    const unrecognized = await getSummary(tenant, { ...filter, mail: 'unrecognized' })
    const own = await getSummary(tenant, { ...filter, mail: 'own' })
    if (filter.mail === null) {
      expect(unrecognized.messages).toBe(whole.unrecognized)
      expect(own.messages).toBe(whole.messages - whole.unrecognized)
      expect(own.pass).toBe(whole.pass)
    }
    expect(unrecognized.pass).toBe(0)
    expect(own.passRate).toBe(filter.mail === 'unrecognized' ? own.passRate : whole.ownPassRate)
  })

  test('what is shown of Apple is within it', async () => {
    const { messages } = await getSummary(wholeOrganization(organizationId), filter)
    const { recipients, sources } = await getIcloud(wholeOrganization(organizationId), filter)
    expect(sum(recipients).messages).toBeLessThanOrEqual(messages)
    expect(sum(sources).messages).toBeLessThanOrEqual(messages)
  })

  test('the summary counts the reports and sources that the lists show', async () => {
    const summary = await getSummary(wholeOrganization(organizationId), filter)
    const { reports } = await listReports(wholeOrganization(organizationId), filter, PAGE)
    const { sources } = await listSources(wholeOrganization(organizationId), filter, { ...PAGE, order: 'messages' })
    expect(summary.reports).toBe(reports.length)
    expect(summary.sources).toBe(sources.filter(({ ip }) => ip !== null).length)
  })
})

test('counts messages, not rows', async () => {
  expect(await getSummary(wholeOrganization(organizationId), ALL)).toMatchObject({
    messages: 161,
    fail: 16,
    pass: 145,
    reports: 6,
    sources: 5,
  })
})

test('a day without a report is missing, a day whose report is empty is there with zeros', async () => {
  const days = await listDays(wholeOrganization(organizationId), ALL, 'verdict')
  expect(days.map(({ day }) => day.slice(8))).toEqual(['01', '03', '06', '07', '08', '09', '12'])
  expect(days.at(-1)).toEqual({
    day: '2026-05-12',
    messages: 0,
    pass: 0,
    fail: 0,
    reports: 1,
    estimated: false,
    series: {},
  })
})

test('a day with reports but none of the messages asked for has zeros and is not missing', async () => {
  const days = await listDays(wholeOrganization(organizationId), { ...ALL, source: '2001:db8::1' }, 'verdict')
  expect(days.filter(({ messages }) => messages > 0).map(({ day }) => day)).toEqual(['2026-05-01'])
  expect(days).toHaveLength((await listDays(wholeOrganization(organizationId), ALL, 'verdict')).length)
})

test('the days of a long report are marked as estimated and add up to it', async () => {
  const long = (await listDays(wholeOrganization(organizationId), ALL, 'verdict')).filter(({ estimated }) => estimated)
  expect(long.map(({ messages }) => messages)).toEqual([2, 2, 2, 2])
})

test('iCloud has its row though it never reported, outside any share, and it is the last', async () => {
  const receivers = await listReceivers(wholeOrganization(organizationId), ALL)
  expect(receivers.at(-1)).toMatchObject({ id: 'icloud', isIcloud: true, messages: 0, reports: 0, passRate: null })
  expect(receivers.filter(({ isIcloud }) => isIcloud)).toHaveLength(1)
})

test('mail to Apple stays with the receiver that reported it and is shown as evidence', async () => {
  const { reports, recipients, sources } = await getIcloud(wholeOrganization(organizationId), ALL)
  expect(reports).toBe(0)
  expect(recipients).toMatchObject([{ domain: 'icloud.com', messages: 6, fail: 6 }])
  expect(sources).toMatchObject([
    { ip: '17.58.0.9', messages: 8, appleNetwork: { network: '17.58.0.0/16', isIcloudMail: true } },
  ])
})

test('a list read in parts of one is the list read at once', async () => {
  const whole = (await listSources(wholeOrganization(organizationId), ALL, { ...PAGE, order: 'fail' })).sources.map(
    ({ ip }) => ip,
  )
  const parts: (string | null)[] = []
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const part = await listSources(wholeOrganization(organizationId), ALL, { limit: 1, cursor, order: 'fail' })
    parts.push(...part.sources.map(({ ip }) => ip))
    cursor = part.nextCursor
  }
  expect(parts).toEqual(whole)
  expect(whole).toContain(null)
})

test('sources are found by a part of the address or by a network, and by nothing else', async () => {
  const found = async (search: string) => {
    const list = { ...PAGE, order: 'messages' as const, search }
    return (await listSources(wholeOrganization(organizationId), ALL, list)).sources.map(({ ip }) => ip)
  }
  expect(await found('192.0.2.')).toEqual(['192.0.2.1', '192.0.2.2'])
  expect(await found('2001:DB8::/32')).toEqual(['2001:db8::1'])
  expect(await found('192.0.2.0/31')).toEqual(['192.0.2.1'])
  expect(await found("'; --/")).toEqual([])
  expect(await found('%')).toEqual([])
})

test.each(SOURCE_ORDERS)(
  'sources by %s read in parts are the list read at once, turned round as well',
  async (order) => {
    for (const isReversed of [false, true]) {
      const whole = await listSources(wholeOrganization(organizationId), ALL, { ...PAGE, order, isReversed })
      const parts: unknown[] = []
      for (let cursor: string | null = null, first = true; first || cursor; first = false) {
        const part = await listSources(wholeOrganization(organizationId), ALL, { limit: 2, cursor, order, isReversed })
        parts.push(...part.sources)
        cursor = part.nextCursor
      }
      expect(parts).toEqual(whole.sources)
    }
  },
)

test('records read in parts of one are the list read at once', async () => {
  const whole = (await listRecords(wholeOrganization(organizationId), ALL, PAGE)).records
  const parts: unknown[] = []
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const part = await listRecords(wholeOrganization(organizationId), ALL, { limit: 1, cursor })
    parts.push(...part.records)
    cursor = part.nextCursor
  }
  expect(parts).toEqual(whole)
  expect(whole).toHaveLength(11)
})

test('groups read in parts of one are the list read at once', async () => {
  const list = { by: 'source', order: 'fail' } as const
  const whole = (await listGroups(wholeOrganization(organizationId), ALL, { ...PAGE, ...list })).groups
  const parts: unknown[] = []
  for (let cursor: string | null = null, first = true; first || cursor; first = false) {
    const part = await listGroups(wholeOrganization(organizationId), ALL, { ...list, limit: 1, cursor })
    parts.push(...part.groups)
    cursor = part.nextCursor
  }
  expect(parts).toEqual(whole)
})

test('says which sources wrote to Apple, where a receiver names recipients', async () => {
  const ips = ['2001:db8::1', '192.0.2.1', null]
  expect(await listSourcesToApple(wholeOrganization(organizationId), ALL, ips)).toEqual({ '2001:db8::1': 6 })
})

test('the days of a source add up to it', async () => {
  const days = await listSourceDays(wholeOrganization(organizationId), ALL, ['192.0.2.1', null])
  expect(days).toMatchObject([
    { ip: '192.0.2.1', day: '2026-05-01', messages: 110, fail: 0 },
    { ip: null, day: '2026-05-01', messages: 2 },
    { ip: '192.0.2.1', day: '2026-05-03', messages: 5, fail: 0 },
  ])
})

test('reports and submissions read in parts leave none out and show none twice', async () => {
  const read = async (next: (cursor: string | null) => Promise<[string[], string | null]>): Promise<string[]> => {
    const ids: string[] = []
    for (let cursor: string | null = null, first = true; first || cursor; first = false) {
      const [part, nextCursor] = await next(cursor)
      ids.push(...part)
      cursor = nextCursor
    }
    return ids
  }
  const reports = await read(async (cursor) => {
    const part = await listReports(wholeOrganization(organizationId), ALL, { limit: 2, cursor })
    return [part.reports.map(({ externalId }) => externalId), part.nextCursor]
  })
  const submissions = await read(async (cursor) => {
    const part = await listSubmissions(wholeOrganization(organizationId), {
      via: null,
      status: null,
      kind: 'aggregate',
      limit: 4,
      cursor,
    })
    return [part.submissions.map(({ id }) => id), part.nextCursor]
  })
  expect(reports.toSorted()).toEqual(REPORTS.map(({ id }) => id).toSorted())
  expect(new Set(submissions).size).toBe(6)
})

test('a record that is spread over days is one record again when its report is read', async () => {
  const { reports } = await listReports(wholeOrganization(organizationId), ALL, PAGE)
  const long = reports.find(({ externalId }) => externalId === 'w1')!
  const { records } = await listReportRecords(wholeOrganization(organizationId), long.id, PAGE)
  expect(records).toMatchObject([{ ordinal: 0, source: '17.58.0.9', messages: 8 }])
})

test('a source shows what its SPF and DKIM checks were for', async () => {
  const auth = await listSourceAuth(wholeOrganization(organizationId), { ...ALL, source: '192.0.2.2' })
  expect(auth).toEqual([
    { kind: 'dkim', domain: 'example.com', selector: 's1', result: 'pass', messages: 20 },
    { kind: 'spf', domain: 'example.com', selector: null, result: 'fail', messages: 20 },
  ])
})

test('another organization sees nothing of it', async () => {
  const other = '01900000-0000-7000-8000-000000000000'
  expect(await getSummary(wholeOrganization(other), ALL)).toMatchObject({ messages: 0, reports: 0, sources: 0 })
  expect((await listReports(wholeOrganization(other), ALL, PAGE)).reports).toEqual([])
})
