import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { type SampleReport, sampleReport, yesterday } from '../../e2e/sample-report.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { deleteDomain } from '../deletion/delete-domain.ts'
import { deleteReport } from '../deletion/delete-report.ts'
import { insertBounce, insertComplaint, insertDelivery, insertSighting } from '../deliveries/testing/insert-bounce.ts'
import { type Filter, addDays, dayOfInstant, unfiltered } from '../filter.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { type JobResults, type JobStart, NOTHING_DONE } from '../jobs/job.ts'
import { type JobDeps, runJob } from '../jobs/run-job.ts'
import { startJob } from '../jobs/start-job.ts'
import { getJob } from '../queries/get-job.ts'
import { getReport } from '../queries/get-report.ts'
import { getRecordsKeptFrom, getRetention } from '../queries/get-retention.ts'
import { getSummary } from '../queries/get-summary.ts'
import { listDays } from '../queries/list-days.ts'
import { listDomains } from '../queries/list-domains.ts'
import { listReceivers } from '../queries/list-receivers.ts'
import { listReports } from '../queries/list-reports.ts'
import { listSources } from '../queries/list-sources.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import { applyRetention } from './apply-retention.ts'
import { type RetentionSettings, checkRetention, writeRetention } from './retention-settings.ts'
import { startDailyRetention } from './start-daily-retention.ts'

const DAY = 86_400
const OTHER = '01900000-0000-7000-8000-000000000000'
/** All that may be kept for ever. */
const FOREVER: RetentionSettings = {
  keepBytesDays: null,
  keepPrivateDays: 30,
  keepRecordsDays: null,
  keepSumsDays: null,
}
const HANDLERS = { retention: applyRetention, delete_domain: deleteDomain }
const PAGE = { limit: 500, cursor: null }

let here: TestIngest

beforeAll(async () => {
  here = await openTestIngest()
})
afterAll(() => here.close())
beforeEach(empty)

async function empty(): Promise<void> {
  await here.owner.query('truncate organization, record, source, daily_total, daily_source cascade')
  await here.owner.query('truncate graphile_worker._private_jobs')
  await here.owner.query('insert into organization (id, name) values ($1, $2), ($3, $4)', [
    here.organizationId,
    'Mine',
    OTHER,
    'Another',
  ])
}

/** The start of the day so many days ago, in seconds, and its name. */
function ago(days: number): { begin: number; day: string; now: () => Date } {
  const begin = yesterday() + DAY - days * DAY
  return { begin, day: dayOfInstant(new Date(begin * 1000)), now: () => new Date((begin + DAY - 1) * 1000) }
}

function report(id: string, days: number, more: Partial<SampleReport> = {}): string {
  return sampleReport({ id, begin: ago(days).begin, ...more })
}

async function run(start: JobStart, over: Partial<JobDeps> = {}): Promise<void> {
  const jobId = await startJob(here.owner, start)
  const deps = { pool: here.pool, now: () => new Date(), signal: new AbortController().signal, ...over }
  await runJob({ organizationId: start.organizationId, jobId }, HANDLERS, deps)
}

async function keep(settings: Partial<RetentionSettings>, now = () => new Date()): Promise<JobResults['retention']> {
  await writeRetention(here.pool, here.organizationId, { ...FOREVER, ...settings })
  await run({ organizationId: here.organizationId, kind: 'retention', subject: {} }, { now })
  return (await getRetention(wholeOrganization(here.organizationId)))!.lastRun!.result
}

async function days(sql: string): Promise<string[]> {
  const { rows } = await here.owner.query<{ day: string }>(`select distinct day::text as day from ${sql} order by day`)
  return rows.map(({ day }) => day)
}

async function count(table: string): Promise<number> {
  return (await here.owner.query(`select count(*)::int as count from ${table}`)).rows[0].count
}

test('bytes of the last day that is kept stay, those of the day before go, and the line says so', async () => {
  const [kept, old] = [await here.ingest(report('kept', 1)), await here.ingest(report('old', 2))]
  const receive = (id: string, at: string): Promise<unknown> =>
    here.owner.query('update submission set "receivedAt" = $2 where id = $1', [id, at])
  await receive(kept.id, `${ago(90).day}T00:00:00.000Z`)
  await receive(old.id, `${ago(91).day}T23:59:59.999Z`)
  const { submissions, bytes } = await keep({ keepBytesDays: 90 })
  expect({ submissions, bytes }).toEqual({ submissions: 1, bytes: old.size })
  const after = await getSubmissions(wholeOrganization(here.organizationId), [kept.id, old.id])
  expect(after.map(({ bytesRemovedAt }) => bytesRemovedAt !== null)).toEqual([false, true])
  expect(after.map(({ status, filename }) => [status, filename])).toEqual(after.map(() => ['stored', 'report.xml']))
  expect(await count('submission_chunk')).toBe(1)
  expect((await keep({ keepBytesDays: 90 })).submissions).toBe(0)
})

test('bytes that wait to be read or are being read are never removed', async () => {
  const { id } = await here.ingest(report('open', 1))
  await here.owner.query(`update submission set "receivedAt" = '2000-01-01', status = 'processing'`)
  expect((await keep({ keepBytesDays: 1 })).submissions).toBe(0)
  await here.owner.query(`update submission set status = 'stored'`)
  expect((await keep({ keepBytesDays: 1 })).submissions).toBe(1)
  expect((await getSubmissions(wholeOrganization(here.organizationId), [id]))[0]!.bytesRemovedAt).not.toBeNull()
})

test.each([
  ['for ever', null, [false, true, true]],
  ['for longer', 60, [false, true, true]],
  ['for a shorter time', 20, [true, true, true]],
] as const)(
  'bytes that name people go after their own days where others are kept %s',
  async (_, keepBytesDays, gone) => {
    const ids: string[] = []
    for (const days of [30, 31, 40]) {
      const { id } = await here.ingest(report(`private-${days}`, 1))
      await here.owner.query('update submission set "isPrivate" = true, "receivedAt" = $2 where id = $1', [
        id,
        `${ago(days).day}T12:00:00.000Z`,
      ])
      ids.push(id)
    }
    const { id: open } = await here.ingest(report('open', 40))
    await here.owner.query('update submission set "receivedAt" = $2 where id = $1', [
      open,
      `${ago(15).day}T12:00:00.000Z`,
    ])
    expect((await keep({ keepBytesDays })).submissions).toBe(gone.filter(Boolean).length)
    const after = await getSubmissions(wholeOrganization(here.organizationId), [...ids, open])
    expect(after.map(({ bytesRemovedAt }) => bytesRemovedAt !== null)).toEqual([...gone, false])
    expect(await getJobTotals()).toEqual([{ total: gone.filter(Boolean).length, done: gone.filter(Boolean).length }])
  },
)

async function getJobTotals(): Promise<unknown[]> {
  return (await here.owner.query('select total, done from job')).rows
}

test('headers of returned messages go with the bytes that name people, and the bounces stay', async () => {
  const { owner, organizationId } = here
  const insert = (days: number): Promise<string> =>
    insertBounce(owner, {
      organizationId,
      createdAt: `${ago(days).day}T12:00:00.000Z`,
      returnedHeaders: Buffer.from('sealed'),
    })
  const [kept] = [await insert(7), await insert(8), await insert(400)]
  for (let n = 0; n < 1_001; n++) await insert(9)
  await keep({ keepPrivateDays: 7 })
  const { rows } = await owner.query('select id from bounce where "returnedHeaders" is not null')
  expect(rows).toEqual([{ id: kept }])
  expect(await count('bounce')).toBe(1_004)
})

test('bounces, deliveries and complaints of the last day that is kept stay, those of the day before go', async () => {
  const { owner, organizationId } = here
  const submissionId = '01900000-0000-7000-8000-000000000001'
  for (const days of [10, 11]) {
    const { day } = ago(days)
    const at = `${day}T${days === 10 ? '00:00:00.000' : '23:59:59.999'}Z`
    const bounceId = await insertBounce(owner, { organizationId, at })
    await insertSighting(owner, { organizationId, submissionId, bounceId, at })
    await insertDelivery(owner, { organizationId, submissionId, at })
    await insertComplaint(owner, { organizationId, submissionId, day })
  }
  const tables = ['bounce', 'bounce_sighting', 'delivery', 'complaint']
  await keep({})
  expect(await Promise.all(tables.map(count))).toEqual([2, 2, 2, 2])
  expect(await keep({ keepRecordsDays: 10 })).toMatchObject({ bounces: 1, deliveries: 1, complaints: 1 })
  expect(await Promise.all(tables.map(count))).toEqual([1, 1, 1, 1])
  expect(await days("(select (at at time zone 'UTC')::date as day from bounce) b")).toEqual([ago(10).day])
})

test('more than one batch of deliveries goes', async () => {
  await here.owner.query(
    `insert into delivery ("organizationId", key, "submissionId", ordinal, at, "isIcloud")
     select $1, int4send(n), $1, 0, now() - interval '50 days', false from generate_series(1, 11000) n`,
    [here.organizationId],
  )
  expect(await keep({ keepRecordsDays: 10 })).toMatchObject({ deliveries: 11_000 })
  expect(await count('delivery')).toBe(0)
})

test('records of the last day that is kept stay, those of the day before go, and all sums stay', async () => {
  for (const n of [9, 10, 11]) await here.ingest(report(`day-${n}`, n))
  const before = await here.sums()
  expect(await keep({ keepRecordsDays: 10 })).toMatchObject({ records: 1, reports: 0, sums: 0 })
  expect(await days('record')).toEqual([ago(10).day, ago(9).day])
  expect(await here.sums()).toEqual(before)
  expect(await here.rebuiltSums()).toEqual(before)
  const from = ago(10).day
  expect(await getRecordsKeptFrom(wholeOrganization(here.organizationId), addDays(from, -1))).toBe(from)
  expect(await getRecordsKeptFrom(wholeOrganization(here.organizationId), from)).toBeNull()
})

test('a report whose records are gone keeps its counts, and says from which day on there are records', async () => {
  const { begin } = ago(12)
  const records = [{ count: 10 }, { count: 30, dkim: 'fail', spf: 'fail' } as const]
  const { documents } = await here.ingest(report('long', 12, { end: begin + 4 * DAY - 1, records }))
  await keep({ keepRecordsDays: 10 })
  expect(await days('record')).toEqual([ago(10).day, ago(9).day])
  const detail = await getReport(wholeOrganization(here.organizationId), documents[0]!.reportId!)
  expect(detail).toMatchObject({ messages: 40, pass: 10, fail: 30, records: 2, recordsRemovedBefore: ago(10).day })
})

test('reports, sums and sources of the last day that is kept stay, those of the day before go', async () => {
  for (const n of [9, 10, 11]) await here.ingest(report(`day-${n}`, n, { records: [{ ip: `192.0.2.${n}` }] }))
  const old = { id: 'two-days', begin: ago(11).begin, end: ago(11).begin + 2 * DAY - 1, records: [{ count: 2 }] }
  await here.ingest(sampleReport(old))
  expect(await keep({ keepRecordsDays: 10, keepSumsDays: 10 })).toMatchObject({ reports: 1, records: 2, sources: 1 })
  for (const table of ['daily_total', 'daily_source', 'record'])
    expect(await days(table)).toEqual([ago(10).day, ago(9).day])
  expect(await count('report')).toBe(3)
  expect(await count(`source where ip = '192.0.2.11'`)).toBe(0)
  const { rows } = await here.owner.query('select status, "reportId" is null as gone from document where messages = 1')
  expect(rows.filter(({ gone }) => gone)).toEqual([{ status: 'stored', gone: true }])
  expect(await here.sums()).toEqual(await here.rebuiltSums())
})

test('a report that comes late counts, and its records go at the next run', async () => {
  await here.ingest(report('early', 20))
  await keep({ keepRecordsDays: 10 })
  await here.ingest(report('late', 20, { records: [{ count: 6 }] }))
  const { rows } = await here.owner.query('select sum(messages)::int as messages from daily_total')
  expect(rows).toEqual([{ messages: 7 }])
  expect(await here.rebuiltSums()).toEqual(await here.sums())
  expect((await keep({ keepRecordsDays: 10 })).records).toBe(1)
  expect(await here.rebuiltSums()).toEqual(await here.sums())
})

test('days whose records are gone stay so when records are kept for longer again, or the clock goes back', async () => {
  for (const n of [9, 10, 11]) await here.ingest(report(`day-${n}`, n))
  const before = await here.sums()
  await keep({ keepRecordsDays: 10 })
  await keep({ keepRecordsDays: 30 })
  await keep({ keepRecordsDays: 10 }, ago(5).now)
  expect((await getRetention(wholeOrganization(here.organizationId)))!.recordsKeptFrom).toBe(ago(10).day)
  expect(await here.rebuiltSums()).toEqual(before)
})

test('another organization loses nothing', async () => {
  await here.ingest(report('theirs', 50), OTHER)
  await here.owner.query(`update submission set "receivedAt" = '2000-01-01'`)
  const none = { ...NOTHING_DONE.retention }
  expect(await keep({ keepBytesDays: 1, keepRecordsDays: 1, keepSumsDays: 1 })).toEqual(none)
  expect([await count('record'), await count('report'), await count('submission_chunk')]).toEqual([1, 1, 1])
})

test('a run that was killed goes on, and its result counts everything once', async () => {
  const records = Array.from({ length: 6_000 }, (_, n) => ({ ip: `2001:db8::${n.toString(16)}` }))
  await here.ingest(report('large', 20, { records }))
  const before = await here.sums()
  await writeRetention(here.pool, here.organizationId, { ...FOREVER, keepRecordsDays: 10 })
  const jobId = await startJob(here.owner, { organizationId: here.organizationId, kind: 'retention', subject: {} })
  await here.owner.query(`create function break_it() returns trigger language plpgsql as $$ begin
    if (select count(*) from record) < 1000 then raise 'broken'; end if; return null; end $$`)
  await here.owner.query(
    'create trigger break_it after delete on record for each statement execute function break_it()',
  )
  const attempt = (): Promise<void> =>
    runJob({ organizationId: here.organizationId, jobId }, HANDLERS, {
      pool: here.pool,
      now: () => new Date(),
      signal: new AbortController().signal,
    })
  await expect(attempt()).rejects.toThrow('broken')
  expect(await count('record')).toBe(1_000)
  expect(await here.rebuiltSums()).toEqual(before)
  await here.owner.query('drop function break_it cascade')
  await attempt()
  expect(await getJob(wholeOrganization(here.organizationId), jobId)).toMatchObject({
    status: 'done',
    total: 1,
    done: 1,
    result: { records: 6_000 },
  })
})

test('retention is started once a day for each organization, by however many workers', async () => {
  await writeRetention(here.pool, OTHER, FOREVER)
  const jobs = (): Promise<number> => count('job')
  const today = new Date()
  await Promise.all(Array.from({ length: 6 }, () => startDailyRetention(here.pool, today)))
  expect(await jobs()).toBe(2)
  await startDailyRetention(here.pool, new Date(today.getTime() + DAY * 1000))
  expect(await jobs()).toBe(4)
  expect(await count(`job where "organizationId" = '${OTHER}'`)).toBe(2)
})

test('settings are whole days from 1 to 36500 or null, and sums are not kept shorter than records', () => {
  const good = [
    { keepBytesDays: 1 },
    { keepBytesDays: 36_500 },
    { keepRecordsDays: 30 },
    { keepRecordsDays: 30, keepSumsDays: 30 },
  ]
  for (const settings of good) expect(checkRetention({ ...FOREVER, ...settings })).toBeNull()
  for (const days of [0, 36_501, 1.5, Number.NaN, -1])
    expect(checkRetention({ ...FOREVER, keepBytesDays: days })).toContain('keepBytesDays')
  for (const days of [1, 365]) expect(checkRetention({ ...FOREVER, keepPrivateDays: days })).toBeNull()
  for (const days of [0, 366, 1.5, Number.NaN])
    expect(checkRetention({ ...FOREVER, keepPrivateDays: days })).toContain('keepPrivateDays')
  expect(checkRetention({ ...FOREVER, keepSumsDays: 30 })).toContain('keepSumsDays')
  expect(checkRetention({ ...FOREVER, keepRecordsDays: 31, keepSumsDays: 30 })).toContain('keepSumsDays')
})

const ANY_RECORD = fc.record({
  ip: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '17.58.0.9', 'nonsense'),
  count: fc.integer({ min: 0, max: 500 }),
  dkim: fc.constantFrom('pass' as const, 'fail' as const),
  spf: fc.constantFrom('pass' as const, 'fail' as const),
})
const ANY_STEP = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      step: fc.constant('ingest' as const),
      domain: fc.constantFrom('example.com', 'example.net'),
      org: fc.constantFrom('One', 'Two'),
      first: fc.integer({ min: 1, max: 40 }),
      length: fc.constantFrom(1, 1, 1, 3, 15),
      records: fc.array(ANY_RECORD, { maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant('delete' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ step: fc.constant('domain' as const), name: fc.constantFrom('example.com', 'example.net') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('retention' as const),
      records: fc.integer({ min: 1, max: 40 }),
      today: fc.integer({ min: 0, max: 5 }),
    }),
  },
)
type Step = typeof ANY_STEP extends fc.Arbitrary<infer T> ? T : never

/** Does the same to this organization and to another one, in which nothing but reports and domains is removed. */
async function take(step: Step, id: string, keepSums: boolean): Promise<void> {
  if (step.step === 'retention') {
    const keptDays = step.records
    await keep({ keepRecordsDays: keptDays, keepSumsDays: keepSums ? keptDays + 5 : null }, ago(step.today).now)
    return
  }
  if (step.step === 'domain') {
    for (const organizationId of [here.organizationId, OTHER])
      await run({ organizationId, kind: 'delete_domain', subject: { domain: step.name } })
    return
  }
  if (step.step === 'ingest') {
    const { begin } = ago(step.first)
    const xml = sampleReport({ ...step, id, begin, end: begin + step.length * DAY - 1 })
    for (const organizationId of [here.organizationId, OTHER])
      expect((await here.ingest(xml, organizationId)).status).toBe('stored')
    return
  }
  const { rows } = await here.owner.query<{ mine: string; theirs: string; old: boolean }>(
    `select a.id as mine, b.id as theirs, a."firstDay" < o."recordsKeptFrom" as old
     from report a join report b using ("externalId") join organization o on o.id = a."organizationId"
     where a."organizationId" = $1 and b."organizationId" = $2 order by "externalId"`,
    [here.organizationId, OTHER],
  )
  const found = rows[step.which % rows.length]
  if (!found) return
  const deletion = await deleteReport(here.pool, here.organizationId, found.mine)
  expect(deletion).toBe(found.old ? 'records-gone' : 'deleted')
  if (deletion === 'deleted') await deleteReport(here.pool, OTHER, found.theirs)
}

/** The daily sums of one organization, without its id. */
async function sumsOf(organizationId: string): Promise<string[]> {
  const all = await here.sums()
  return all.flatMap((row) => (row.includes(organizationId) ? row.replace(organizationId, '') : []))
}

type Counts = { messages: number; pass: number; fail: number }

function total(rows: Counts[]): Counts {
  const sum = (pick: (row: Counts) => number): number => rows.reduce((so, row) => so + pick(row), 0)
  return { messages: sum((r) => r.messages), pass: sum((r) => r.pass), fail: sum((r) => r.fail) }
}

async function expectListsAddUp(filter: Filter): Promise<void> {
  const { organizationId } = here
  const { messages, pass, fail } = await getSummary(wholeOrganization(organizationId), filter)
  const lists = [
    (await listSources(wholeOrganization(organizationId), filter, { ...PAGE, order: 'fail' })).sources,
    await listReceivers(wholeOrganization(organizationId), filter),
    (await listDomains(wholeOrganization(organizationId), filter, PAGE)).domains,
    (await listReports(wholeOrganization(organizationId), filter, PAGE)).reports,
    await listDays(wholeOrganization(organizationId), filter, 'verdict'),
  ]
  for (const list of lists) expect(total(list)).toEqual({ messages, pass, fail })
}

test.each([false, true])(
  'whatever comes, is deleted and grows old, in whatever order, sums equal a rebuild and lists add up (sums go too: %s)',
  async (keepSums) => {
    await fc.assert(
      fc.asyncProperty(fc.array(ANY_STEP, { minLength: 3, maxLength: 9 }), async (steps) => {
        await empty()
        const all = unfiltered({ from: ago(60).day, to: ago(-20).day })
        for (const [n, step] of steps.entries()) {
          await take(step, `any-${n}`, keepSums)
          expect(await here.sums()).toEqual(await here.rebuiltSums())
          if (!keepSums) {
            // What is removed by retention alone shows in no sum.
            expect(await sumsOf(here.organizationId)).toEqual(await sumsOf(OTHER))
            await expectListsAddUp(all)
            await expectListsAddUp({ ...all, domain: 'example.com' })
          }
          const from = (await getRecordsKeptFrom(wholeOrganization(here.organizationId), all.from)) ?? all.from
          for (const over of [{}, { source: '192.0.2.1' }, { verdict: 'fail' } as const])
            await expectListsAddUp({ ...all, from, ...over })
        }
        const { rows } = await here.owner.query(
          `select count(*)::int as loose from source s where "organizationId" = $1 and not exists (
             select 1 from daily_source d where d."organizationId" = $1 and d."sourceIp" = s.ip)`,
          [here.organizationId],
        )
        expect(rows).toEqual([{ loose: 0 }])
      }),
      { numRuns: 8 },
    )
  },
  180_000,
)
