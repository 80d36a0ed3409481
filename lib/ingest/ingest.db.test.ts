import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { sampleReport, yesterday } from '../../e2e/sample-report.ts'
import { closeDatabase, openDatabase, transact } from '../db/database.ts'
import { firstOrganizationId } from '../db/organization.ts'
import { sealerOf } from '../db/seal.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { type TestDatabase, createTestDatabase } from '../db/testing/test-database.ts'
import { refuse } from '../errors.ts'
import { testReport } from '../inbox/test-report.ts'
import { getReport } from '../queries/get-report.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import type { SubmissionRow } from '../queries/rows.ts'
import { rebuildRollups } from '../rollup/roll-up.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { accept, receive } from './accept.ts'
import { type Deps, type Pipeline, openPipeline } from './pipeline.ts'
import { processSubmission } from './process-submission.ts'

let testDatabase: TestDatabase
let pool: pg.Pool
/** For what a test prepares and looks at: it sees all organizations. */
let owner: pg.Pool
let organizationId: string
let deps: Deps
let pipeline: Pipeline

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  pool = openDatabase(testDatabase.url, 10).pool
  owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 4 })
  organizationId = await firstOrganizationId()
  const directory = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  deps = { pool, limits: DEFAULT_LIMITS, directory, now: () => new Date(), sealer: sealerOf('a secret of the tests') }
  pipeline = openPipeline(deps)
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await testDatabase.drop()
})
beforeEach(async () => {
  await owner.query('truncate submission, record, report, domain, receiver, source, daily_total, daily_source cascade')
})

async function handIn(bytes: string | Buffer): Promise<string> {
  const { received } = await receive(Readable.from([Buffer.from(bytes)]), DEFAULT_LIMITS.inputBytesMax, deps.directory)
  try {
    return (await accept(pool, { organizationId, via: 'cli', filename: 'report.xml' }, received!)).id
  } finally {
    await received!.spool.close()
  }
}

async function ingest(bytes: string | Buffer, through = pipeline): Promise<SubmissionRow> {
  const submissionId = await handIn(bytes)
  await processSubmission({ organizationId, submissionId }, through)
  const [row] = await getSubmissions(wholeOrganization(organizationId), [submissionId])
  return row!
}

async function one<T>(sql: string): Promise<T> {
  return (await owner.query(sql)).rows[0] as T
}

/** The daily sums, in a fixed order. */
async function rollups(): Promise<unknown[]> {
  const sql = (table: string): string => `select row_to_json(d)::text as row from ${table} d order by 1`
  return [(await owner.query(sql('daily_total'))).rows, (await owner.query(sql('daily_source'))).rows]
}

test('stores the same report once, whatever container it comes in', async () => {
  const xml = sampleReport({ id: 'once' })
  expect((await ingest(xml)).status).toBe('stored')
  const [again, packed] = [await ingest(xml), await ingest(gzipSync(gzipSync(xml)))]
  expect([again.status, packed.status]).toEqual(['duplicate', 'duplicate'])
  expect(packed.documents[0]).toMatchObject({
    records: 1,
    messages: 1,
    reportId: again.documents[0]!.reportId,
    warnings: [],
  })
  expect(await one(`select count(*)::int as reports, sum(messages)::int as messages from report`)).toEqual({
    reports: 1,
    messages: 1,
  })
  expect(await one(`select sum(messages)::int as messages from daily_total`)).toEqual({ messages: 1 })
})

test('stores one of many copies that are read at the same instant and calls the others duplicates', async () => {
  const xml = sampleReport({
    id: 'race',
    records: Array.from({ length: 50 }, (_, n) => ({ ip: `192.0.2.${n}`, count: 2 })),
  })
  const ends = await Promise.all(Array.from({ length: 8 }, () => ingest(xml)))
  expect(ends.map(({ status }) => status).toSorted()).toEqual([
    ...Array.from({ length: 7 }, () => 'duplicate'),
    'stored',
  ])
  expect(await one(`select sum(count)::int as messages from record`)).toEqual({ messages: 100 })
  expect(await one(`select sum(messages)::int as messages from daily_source`)).toEqual({ messages: 100 })
})

test('keeps reports apart that differ in reporter, domain, id, begin or end only', async () => {
  const begin = yesterday()
  const base = { id: 'same', begin }
  const others = [
    { ...base, org: 'Another Provider' },
    { ...base, email: 'dmarc@another.example' },
    { ...base, domain: 'example.net' },
    { ...base, id: 'other' },
    { ...base, begin: begin - 86_400, end: begin - 1 },
    { ...base, end: begin + 3_600 },
  ]
  for (const report of [base, ...others]) expect((await ingest(sampleReport(report))).status).toBe('stored')
  expect((await ingest(sampleReport({ ...base, org: '  example MAILBOX provider ' }))).status).toBe('duplicate')
})

test('says so when a duplicate differs from what is stored, and keeps what is stored', async () => {
  await ingest(sampleReport({ id: 'twice', records: [{ count: 5 }] }))
  const { status, documents } = await ingest(sampleReport({ id: 'twice', records: [{ count: 6 }] }))
  expect(status).toBe('duplicate')
  expect(documents[0]!.warnings.map(({ code }) => code)).toEqual(['differs-from-stored'])
  expect(await one(`select sum(count)::int as messages from record`)).toEqual({ messages: 5 })
})

test('goes on after the last document that has an outcome when the worker died in between', async () => {
  const id = await handIn(sampleReport({ id: 'first' }) + sampleReport({ id: 'second' }))
  await processSubmission({ organizationId, submissionId: id }, pipeline)
  await owner.query(`update submission set status = 'processing'`)
  await owner.query(`delete from document where ordinal = 1`)
  await owner.query(`delete from report where "externalId" = 'second'`)
  await processSubmission({ organizationId, submissionId: id }, pipeline)
  const [row] = await getSubmissions(wholeOrganization(organizationId), [id])
  expect(row!.documents.map(({ status }) => status)).toEqual(['stored', 'stored'])
})

test('stores nothing of a report when writing it fails in the middle, and all of it at the next attempt', async () => {
  await owner.query(`create function break_it() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`)
  await owner.query(`create trigger break_it before insert on daily_source execute function break_it()`)
  const submissionId = await handIn(sampleReport({ id: 'broken' }))
  await expect(processSubmission({ organizationId, submissionId }, pipeline)).rejects.toThrow('broken')
  expect(
    await one(`select (select count(*) from report)::int as reports, (select count(*) from daily_total)::int as days`),
  ).toEqual({
    reports: 0,
    days: 0,
  })
  await owner.query('drop function break_it cascade')
  await processSubmission({ organizationId, submissionId }, pipeline)
  expect((await getSubmissions(wholeOrganization(organizationId), [submissionId]))[0]!.status).toBe('stored')
})

test('reports that come together share transactions, and one that cannot be written takes no other with it', async () => {
  await owner.query(`create function refuse_bad() returns trigger language plpgsql as $$
    begin if new."sourceText" = 'bad' then raise 'bad record'; end if; return new; end $$`)
  await owner.query(`create trigger refuse_bad before insert on record for each row execute function refuse_bad()`)
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      handIn(sampleReport({ id: `many-${n}`, records: [{ ip: n === 17 ? 'bad' : `192.0.2.${n}`, count: n }] })),
    ),
  )
  const ends = await Promise.allSettled(
    ids.map((submissionId) => processSubmission({ organizationId, submissionId }, pipeline)),
  )
  expect(ends.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([17])
  expect(await one(`select count(*)::int as reports, sum(messages)::int as messages from report`)).toEqual({
    reports: 39,
    messages: (39 * 40) / 2 - 17,
  })
  await owner.query('drop function refuse_bad cascade')
  await processSubmission({ organizationId, submissionId: ids[17]! }, pipeline)

  const more = await Promise.all(Array.from({ length: 40 }, (_, n) => handIn(sampleReport({ id: `more-${n}` }))))
  await Promise.all(more.map((submissionId) => processSubmission({ organizationId, submissionId }, pipeline)))
  const { transactions } = await one<{ transactions: number }>(
    `select count(distinct xmin::text)::int as transactions from report where "externalId" like 'more-%'`,
  )
  expect(transactions).toBeLessThan(20)
  expect(await one(`select count(*)::int as open from submission where status <> 'stored'`)).toEqual({ open: 0 })
  const grown = await rollups()
  await transact(pool, rebuildRollups)
  expect(await rollups()).toEqual(grown)
})

test('a document that is written a second time in the same reading keeps the outcome that it had', async () => {
  const first = await ingest(sampleReport({ id: 'twice written' }))
  await owner.query(`update submission set status = 'queued', attempts = 0`)
  await processSubmission({ organizationId, submissionId: first.id }, pipeline)
  expect((await getSubmissions(wholeOrganization(organizationId), [first.id]))[0]).toEqual(first)
})

test('small documents of very many records are stored by turns, whole and once', async () => {
  const many = Array.from({ length: 7 }, (_, n) => {
    const head = sampleReport({ id: `tiny-${n}`, records: [] }).replace('</feedback>\n', '')
    return `${head}${'<record><row><count>1</count></row></record>'.repeat(1_200)}</feedback>\n`
  })
  const ends = await Promise.all(many.map((xml) => ingest(gzipSync(xml))))
  expect(ends.map(({ status }) => status)).toEqual(many.map(() => 'stored'))
  expect(await one(`select count(*)::int as records from record`)).toEqual({ records: 7 * 1_200 })
})

test('a report of sources that are known waits for nobody who writes about them', async () => {
  await ingest(sampleReport({ id: 'first', records: [{}] }))
  const another = await owner.connect()
  try {
    await another.query('begin')
    await another.query(`update source set "lastSeen" = "lastSeen"`)
    const waiting = setTimeout(() => void another.query('rollback'), 5_000)
    const { status } = await ingest(sampleReport({ id: 'second', records: [{}] }))
    clearTimeout(waiting)
    expect(status).toBe('stored')
    expect((await another.query('select pg_current_xact_id_if_assigned() is not null as writes')).rows).toEqual([
      { writes: true },
    ])
    await another.query('rollback')
  } finally {
    another.release()
  }
})

test('a submission that an attempt has failed on is charged by itself, those beside it are not', async () => {
  await owner.query(`create function refuse_bad() returns trigger language plpgsql as $$
    begin if new."sourceText" = 'bad' then raise 'bad record'; end if; return new; end $$`)
  await owner.query(`create trigger refuse_bad before insert on record for each row execute function refuse_bad()`)
  const ids = await Promise.all(
    ['bad', '192.0.2.1', '192.0.2.2'].map((ip, n) => handIn(sampleReport({ id: `s-${n}`, records: [{ ip }] }))),
  )
  const processAll = (): Promise<unknown> =>
    Promise.allSettled(ids.map((submissionId) => processSubmission({ organizationId, submissionId }, pipeline)))
  for (let n = 0; n < 9; n++) await processAll()
  await owner.query('drop function refuse_bad cascade')
  const rows = await getSubmissions(wholeOrganization(organizationId), ids)
  expect(rows.map(({ status, reason }) => reason?.code ?? status)).toEqual(['set-aside', 'stored', 'stored'])
})

test('sets a submission aside after too many attempts and keeps its bytes', async () => {
  const submissionId = await handIn(sampleReport({ id: 'aside' }))
  await owner.query(`update submission set attempts = 8`)
  await processSubmission({ organizationId, submissionId }, pipeline)
  const [row] = await getSubmissions(wholeOrganization(organizationId), [submissionId])
  expect(row).toMatchObject({ status: 'rejected', reason: { code: 'set-aside' } })
  expect(await one(`select count(*)::int as chunks from submission_chunk`)).toEqual({ chunks: 1 })
})

test('refuses what has no room in the unique key, in bytes and not in characters', async () => {
  expect((await ingest(sampleReport({ id: 'é'.repeat(400) }))).status).toBe('stored')
  expect(await ingest(sampleReport({ id: '€'.repeat(400) }))).toMatchObject({
    status: 'rejected',
    reason: { code: 'field-too-long' },
  })
})

test('a report of many records, read twice, is stored like a small one', async () => {
  const records = Array.from({ length: 5_000 }, (_, n) => ({ ip: `2001:db8::${n.toString(16)}`, count: (n % 7) + 1 }))
  const { status, documents } = await ingest(sampleReport({ id: 'large', records }))
  const messages = records.reduce((sum, { count }) => sum + count, 0)
  expect(status).toBe('stored')
  expect(documents[0]).toMatchObject({ records: 5_000, messages })
  expect(
    await one(`select count(*)::int as rows, max(ordinal) as last, sum(count)::int as messages from record`),
  ).toEqual({
    rows: 5_000,
    last: 4_999,
    messages,
  })
})

test('refuses one record more than the limit and stores one at the limit', async () => {
  const limits = { ...DEFAULT_LIMITS, recordsMax: 3 }
  const records = [{}, {}, {}]
  expect((await ingest(sampleReport({ id: 'at', records }), openPipeline({ ...deps, limits }))).status).toBe('stored')
  const over = await ingest(sampleReport({ id: 'over', records: [...records, {}] }), openPipeline({ ...deps, limits }))
  expect(over.reason?.code).toBe('too-many-records')
})

test('does not spread a long report whose rows would pass the limit on records, and says so', async () => {
  const begin = yesterday() - 9 * 86_400
  const report = sampleReport({
    id: 'many',
    begin,
    end: begin + 10 * 86_400 - 1,
    records: [{ count: 20 }, { count: 20 }],
  })
  const { documents } = await ingest(report, openPipeline({ ...deps, limits: { ...DEFAULT_LIMITS, recordsMax: 19 } }))
  expect(documents[0]!.warnings.map(({ code }) => code)).toContain('not-spread')
  expect(await one(`select count(distinct day)::int as days, sum(count)::int as messages from record`)).toEqual({
    days: 1,
    messages: 40,
  })
})

test('counts that no 64-bit sum can hold do not stop the reports that follow', async () => {
  const records = Array.from({ length: 1_100 }, () => ({ count: Number.MAX_SAFE_INTEGER }))
  expect((await ingest(sampleReport({ id: 'huge', records }))).status).toBe('stored')
  expect((await ingest(sampleReport({ id: 'after', records: [{ count: 3 }] }))).status).toBe('stored')
})

test('a reporter without an org_name goes by the domain of its e-mail, in the ledger and in the list of reports', async () => {
  const { documents } = await ingest(sampleReport({ id: 'nameless', org: ' ' }))
  expect(documents[0]!.reporter).toBe('reporter.example')
  expect((await getReport(wholeOrganization(organizationId), documents[0]!.reportId!))!.reporter).toBe(
    'reporter.example',
  )
})

test('a report that ends in a far future is counted on days that have been', async () => {
  const begin = yesterday()
  await ingest(sampleReport({ id: 'future', begin, end: begin + 400 * 86_400, records: [{ count: 500 }] }))
  const { last, messages } = await one<{ last: boolean; messages: number }>(
    `select max(day) <= current_date + 3 as last, sum(count)::int as messages from record`,
  )
  expect([last, messages]).toEqual([true, 500])
})

test('what was stored of a submission that is set aside stays, and its ledger row says both', async () => {
  const submissionId = await handIn(sampleReport({ id: 'good' }) + sampleReport({ id: 'lost' }))
  await processSubmission({ organizationId, submissionId }, pipeline)
  await owner.query(`delete from document where ordinal = 1`)
  await owner.query(`update submission set status = 'processing', attempts = 8`)
  await processSubmission({ organizationId, submissionId }, pipeline)
  const [row] = await getSubmissions(wholeOrganization(organizationId), [submissionId])
  expect(row).toMatchObject({ status: 'stored', reason: null })
  expect(row!.documents.map(({ status, code }) => [status, code])).toEqual([
    ['stored', null],
    ['rejected', 'set-aside'],
  ])
})

test('an attempt that gets a document further is not counted against the submission', async () => {
  const submissionId = await handIn(sampleReport({ id: 'slow' }))
  await owner.query(`update submission set attempts = 6`)
  await processSubmission({ organizationId, submissionId }, pipeline)
  expect(await one(`select attempts from submission`)).toEqual({ attempts: 1 })
})

const ANY_RECORD = fc.record({
  ip: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('nonsense')),
  count: fc.integer({ min: 0, max: 5_000 }),
  dkim: fc.constantFrom('pass' as const, 'fail' as const),
  spf: fc.constantFrom('pass' as const, 'fail' as const),
  disposition: fc.constantFrom('none' as const, 'quarantine' as const, 'reject' as const),
})
const ANY_REPORT = fc.record({
  domain: fc.constantFrom('example.com', 'example.net'),
  org: fc.constantFrom('One', 'Two'),
  days: fc.integer({ min: 1, max: 20 }),
  records: fc.array(ANY_RECORD, { maxLength: 12 }),
})

test('whatever is stored, rollups equal a rebuild and totals equal the sum over records', async () => {
  let id = 0
  await fc.assert(
    fc.asyncProperty(fc.array(ANY_REPORT, { minLength: 1, maxLength: 4 }), async (reports) => {
      for (const { days, ...report } of reports) {
        const begin = yesterday() - days * 86_400
        const { status } = await ingest(
          sampleReport({ ...report, id: `any-${id++}`, begin, end: begin + days * 86_400 - 1 }),
        )
        expect(status).toBe('stored')
      }
      const grown = await rollups()
      await transact(pool, rebuildRollups)
      expect(await rollups()).toEqual(grown)
    }),
    { numRuns: 25 },
  )
  const sums = await one<Record<string, number>>(`select (select sum(count) from record)::float8 as records,
    (select sum(messages) from report)::float8 as reports, (select sum(messages) from daily_total)::float8 as totals,
    (select sum(messages) from daily_source)::float8 as sources`)
  expect(new Set(Object.values(sums)).size).toBe(1)
  expect(
    await one(`select count(*)::int as wrong from report p where records <>
    (select count(distinct ordinal) from record r where r."reportId" = p.id)`),
  ).toEqual({ wrong: 0 })
}, 120_000)

test('the test report is read and refused, whatever it comes in, and nothing of it is counted', async () => {
  const { xml } = testReport('01900000-0000-7000-8000-000000000001', 'reports.example', new Date())
  for (const bytes of [xml, gzipSync(xml)]) {
    const { status, documents } = await ingest(bytes)
    expect([status, documents.length]).toEqual(['rejected', 1])
    expect(documents[0]).toMatchObject({ kind: 'aggregate', status: 'rejected', ...refuse('test-report') })
  }
  expect(await one('select count(*)::int as reports from report')).toEqual({ reports: 0 })
  expect(await one('select count(*)::int as domains from domain')).toEqual({ domains: 0 })
  expect((await ingest(sampleReport({ id: 'near', domain: 'x.signet-test.invalid' }))).status).toBe('stored')
})
