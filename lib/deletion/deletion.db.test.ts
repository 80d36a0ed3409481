import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { type SampleReport, sampleReport, yesterday } from '../../e2e/sample-report.ts'
import { firstOrganizationId } from '../db/organization.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { dayOfInstant } from '../filter.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { type JobDeps, runJob } from '../jobs/run-job.ts'
import { startJob } from '../jobs/start-job.ts'
import { getJob } from '../queries/get-job.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import type { JobRow, SubmissionRow } from '../queries/rows.ts'
import { deleteDomain } from './delete-domain.ts'
import { deleteOrganization } from './delete-organization.ts'
import { type ReportDeletion, deleteReport } from './delete-report.ts'

const DAY = 86_400
const OTHER = '01900000-0000-7000-8000-000000000000'

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

function ingest(report: SampleReport, organizationId?: string): Promise<SubmissionRow> {
  return here.ingest(sampleReport(report), organizationId)
}

function reportOf(submission: SubmissionRow): string {
  return submission.documents[0]!.reportId!
}

function remove(submission: SubmissionRow): Promise<ReportDeletion> {
  return deleteReport(here.pool, here.organizationId, reportOf(submission))
}

async function again({ id }: SubmissionRow): Promise<SubmissionRow> {
  return (await getSubmissions(wholeOrganization(here.organizationId), [id]))[0]!
}

async function startDeletion(domain: string): Promise<string> {
  const { owner, organizationId } = here
  return startJob(owner, { organizationId, kind: 'delete_domain', subject: { domain } })
}

async function runDeletion(jobId: string, over: Partial<JobDeps> = {}): Promise<JobRow> {
  const { pool, organizationId } = here
  const deps = { pool, now: () => new Date(), signal: new AbortController().signal, ...over }
  await runJob({ organizationId, jobId }, { delete_domain: deleteDomain }, deps)
  return (await getJob(wholeOrganization(organizationId), jobId))!
}

async function count(table: string): Promise<number> {
  return (await here.owner.query(`select count(*)::int as count from ${table}`)).rows[0].count
}

/** Everything that is not of this domain, nor of its submissions and sources. */
async function others(domain: string): Promise<unknown> {
  const { rows } = await here.owner.query(
    `select (select json_agg(r order by r."reportId", ordinal, day) from record r join report p on p.id = r."reportId"
         join domain m on m.id = p."domainId" where m.name <> $1) as records,
       (select json_agg(p order by p.id) from report p join domain m on m.id = p."domainId" where m.name <> $1) as reports,
       (select json_agg(d order by d."submissionId", ordinal) from document d where d.domain <> $1) as documents`,
    [domain],
  )
  return [rows, (await here.sums()).filter((row) => !row.includes(`"domain": "${domain}"`))]
}

async function expectNothingLoose(): Promise<void> {
  expect(await here.sums()).toEqual(await here.rebuiltSums())
  const { rows } = await here.owner.query(
    `select (select count(*)::int from document d where "reportId" is not null and not exists (
         select 1 from report p where p.id = d."reportId")) as documents,
       (select count(*)::int from source s where not exists (select 1 from daily_source d
         where d."organizationId" = s."organizationId" and d."sourceIp" = s.ip)) as sources,
       (select count(*)::int from daily_source d where "sourceIp" is not null and not exists (select 1 from source s
         where d."organizationId" = s."organizationId" and d."sourceIp" = s.ip)) as unseen`,
  )
  expect(rows).toEqual([{ documents: 0, sources: 0, unseen: 0 }])
}

test('a deleted report takes its records, its share of the sums, its bytes and all words about it along', async () => {
  await ingest({ id: 'stays', records: [{ ip: '192.0.2.1', count: 3 }] })
  const before = await here.sums()
  const gone = await ingest({
    id: 'goes',
    records: [
      { ip: '192.0.2.1', count: 5 },
      { ip: '192.0.2.2', count: 7 },
    ],
  })
  expect(await remove(gone)).toBe('deleted')

  expect(await here.sums()).toEqual(before)
  await expectNothingLoose()
  expect(await count('record')).toBe(1)
  expect(await count('submission_chunk')).toBe(1)
  const empty = { reportId: null, reporter: null, domain: null, begin: null, end: null, records: null, messages: null }
  expect(await again(gone)).toMatchObject({
    filename: null,
    status: 'rejected',
    reason: { code: 'deleted' },
    documents: [{ kind: 'aggregate', status: 'rejected', code: 'deleted', warnings: [], ...empty }],
  })
  const { rows } = await here.owner.query('select id from submission where "bytesRemovedAt" is not null')
  expect(rows).toEqual([{ id: gone.id }])
})

test('copies of a deleted report are deleted with it, and what else a submission holds stays', async () => {
  const stored = await ingest({ id: 'one' })
  const copy = await here.ingest(sampleReport({ id: 'one' }) + sampleReport({ id: 'two' }))
  expect(await remove(stored)).toBe('deleted')
  expect((await again(copy)).documents.map(({ status, code }) => [status, code])).toEqual([
    ['rejected', 'deleted'],
    ['stored', null],
  ])
  expect(await again(copy)).toMatchObject({ status: 'stored', filename: 'report.xml' })
  expect(await count('submission_chunk')).toBe(1)

  await deleteReport(here.pool, here.organizationId, copy.documents[1]!.reportId!)
  expect(await again(copy)).toMatchObject({ status: 'rejected', filename: null })
  expect(await count('submission_chunk')).toBe(0)
  await expectNothingLoose()
})

test('bytes that hold something still to be read stay when the report beside it is deleted', async () => {
  const stored = await ingest({ id: 'beside' })
  await here.owner.query(
    `insert into document ("organizationId", "submissionId", ordinal, kind, status, code)
     values ($1, $2, 1, 'tls', 'rejected', 'not-read-yet')`,
    [here.organizationId, stored.id],
  )
  await remove(stored)
  expect(await count('submission_chunk')).toBe(1)
  expect((await again(stored)).filename).toBe('report.xml')
})

test('a deleted report that is handed in again is stored again', async () => {
  const first = await ingest({ id: 'back' })
  const before = await here.sums()
  await remove(first)
  expect(await here.sums()).toEqual([])
  expect((await ingest({ id: 'back' })).status).toBe('stored')
  expect(await here.sums()).toEqual(before)
  expect(await remove(first)).toBe('missing')
})

test('a source was seen when the reports that are left saw it', async () => {
  const begin = yesterday()
  const at = (days: number): SampleReport => ({ id: `day-${days}`, begin: begin - days * DAY, records: [{}] })
  const [oldest, , newest] = [await ingest(at(9)), await ingest(at(5)), await ingest(at(1))]
  const seen = async (): Promise<unknown> =>
    (await here.owner.query(`select "firstSeen"::text as first, "lastSeen"::text as last from source`)).rows[0]
  const day = (days: number): string => dayOfInstant(new Date((begin - days * DAY) * 1000))
  await remove(oldest!)
  expect(await seen()).toEqual({ first: day(5), last: day(1) })
  await remove(newest!)
  expect(await seen()).toEqual({ first: day(5), last: day(5) })
})

test('a report of the first day that has records can be deleted, one of the day before can not', async () => {
  const begin = yesterday()
  const [before, first] = [await ingest({ id: 'a', begin: begin - DAY }), await ingest({ id: 'b', begin })]
  await here.owner.query('update organization set "recordsKeptFrom" = $1', [dayOfInstant(new Date(begin * 1000))])
  const sums = await here.sums()
  expect(await remove(before)).toBe('records-gone')
  expect(await here.sums()).toEqual(sums)
  expect(await remove(first)).toBe('deleted')
})

test('a report of another organization, or no report at all, is not deleted', async () => {
  const theirs = await ingest({ id: 'theirs' }, OTHER)
  expect(await remove(theirs)).toBe('missing')
  expect(await deleteReport(here.pool, here.organizationId, 'no-id')).toBe('missing')
  expect(await count('report')).toBe(1)
})

test('a domain goes with everything about it and nothing else, and the job says what that was', async () => {
  const begin = yesterday() - 40 * DAY
  for (const organizationId of [here.organizationId, OTHER])
    for (const domain of ['example.com', 'example.net'])
      for (const [n, days] of [1, 3, 12, 1].entries())
        await ingest(
          {
            id: `r${n}`,
            domain,
            org: `Org ${n % 2}`,
            begin: begin + n * DAY,
            end: begin + (n + days) * DAY - 1,
            records: [{ count: 30 }],
          },
          organizationId,
        )
  const keep = await others('example.com')
  const theirs = await count(`record where "organizationId" = '${OTHER}'`)
  const job = await runDeletion(await startDeletion('example.com'))
  expect(job).toMatchObject({ status: 'done', total: 4, done: 4, result: { reports: 4, messages: 120 } })
  expect(await others('example.com')).toEqual(keep)
  expect(await count(`record where "organizationId" = '${OTHER}'`)).toBe(theirs)
  expect(await count(`domain where "organizationId" = '${here.organizationId}'`)).toBe(1)
  expect((await here.sums()).filter((row) => row.includes('example.com') && row.includes(here.organizationId))).toEqual(
    [],
  )
  await expectNothingLoose()
})

test('a domain whose older records retention has removed goes as well', async () => {
  const begin = yesterday() - 40 * DAY
  for (let n = 0; n < 4; n++)
    await ingest({ id: `r${n}`, begin: begin + n * DAY, end: begin + (n + 2) * DAY - 1, records: [{ count: 30 }] })
  const edge = dayOfInstant(new Date((begin + 2 * DAY) * 1000))
  await here.owner.query('update organization set "recordsKeptFrom" = $1', [edge])
  await here.owner.query('delete from record where day < $1', [edge])
  expect(await runDeletion(await startDeletion('example.com'))).toMatchObject({ result: { reports: 4, messages: 120 } })
  expect([await here.sums(), await count('report'), await count('domain'), await count('source')]).toEqual([
    [],
    0,
    0,
    0,
  ])
})

test('a deletion that was stopped or killed goes on, and its result counts everything once', async () => {
  await ingest({ id: 'first', records: [{ count: 4 }] })
  await here.owner.query(
    `insert into report ("organizationId", id, "domainId", "receiverId", "submissionId", "reporterKey", "externalId", begin, "end",
       "firstDay", "lastDay", records, messages, "passMessages", errors, policy, warnings, "contentHash")
     select "organizationId", gen_random_uuid(), "domainId", "receiverId", "submissionId", "reporterKey", 'copy ' || n, begin, "end",
       "firstDay" - n, "lastDay" - n, 0, 0, 0, errors, policy, warnings, "contentHash"
     from report, generate_series(1, 1100) n`,
  )
  const jobId = await startDeletion('example.com')
  await here.owner.query(`create function break_it() returns trigger language plpgsql as $$ begin
    if (select count(*) from report) < 100 then raise 'broken'; end if; return old; end $$`)
  await here.owner.query('create trigger break_it after delete on report execute function break_it()')
  await expect(runDeletion(jobId)).rejects.toThrow('broken')
  expect(await getJob(wholeOrganization(here.organizationId), jobId)).toMatchObject({
    status: 'running',
    total: 1_101,
    done: 1_000,
  })
  await expectNothingLoose()
  await here.owner.query('drop function break_it cascade')
  await expect(runDeletion(jobId, { signal: AbortSignal.abort() })).rejects.toThrow('abort')
  const result = { reports: 1_101, records: 1, messages: 4 }
  expect(await runDeletion(jobId)).toMatchObject({ status: 'done', total: 1_101, done: 1_101, result })
})

test('what comes in about a domain while it is deleted is stored, and then the domain stays', async () => {
  const begin = yesterday()
  const copies = Array.from({ length: 12 }, (_, n): SampleReport => ({
    id: `n${n % 6}`,
    begin,
    records: [{ ip: `192.0.2.${n % 3}` }],
  }))
  for (let round = 0; round < 3; round++) {
    for (const report of copies.slice(0, 6)) await ingest(report)
    const jobId = await startDeletion('example.com')
    const [, ...ends] = await Promise.all([
      runDeletion(jobId),
      ...copies.map((report) => ingest(report)),
      ...copies.slice(0, 4).map((report) => ingest({ ...report, id: `new-${report.id}-${round}` })),
    ])
    expect(ends.slice(12).map((submission) => submission!.status)).toEqual(['stored', 'stored', 'stored', 'stored'])
    await expectNothingLoose()
    const { rows } = await here.owner.query(
      'select count(distinct m.id)::int as count from domain m join report p on p."domainId" = m.id',
    )
    expect(rows[0].count).toBe(1)
    await runDeletion(await startDeletion('example.com'))
    expect([await count('report'), await count('domain'), await here.sums()]).toEqual([0, 0, []])
  }
})

test('sums stay exact when reports come and go at the same domain, receiver and day at once', async () => {
  const report = (id: string): SampleReport => ({
    id,
    records: [
      { ip: '192.0.2.1', count: 2 },
      { ip: '192.0.2.2', spf: 'fail' },
    ],
  })
  let stored = await Promise.all(Array.from({ length: 4 }, (_, n) => ingest(report(`start-${n}`))))
  for (let round = 0; round < 6; round++) {
    const [ends, coming] = await Promise.all([
      Promise.all(stored.map(remove)),
      Promise.all(Array.from({ length: 4 }, (_, n) => ingest(report(`round-${round}-${n}`)))),
    ])
    expect(new Set(ends)).toEqual(new Set(['deleted']))
    await expectNothingLoose()
    stored = coming
  }
})

test('a copy that is being read while its report is deleted is deleted with it', async () => {
  const stored = await ingest({ id: 'copied' })
  await here.owner.query(
    `create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return new; end $$`,
  )
  await here.owner.query('create trigger wait before insert on document for each row execute function wait()')
  const reading = ingest({ id: 'copied' })
  const waiting = `pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
  await expect.poll(() => count(waiting), { interval: 20, timeout: 10_000 }).toBe(1)
  await remove(stored)
  const copy = await reading
  await here.owner.query('drop function wait cascade')
  await expectNothingLoose()
  expect((await again(copy)).documents[0]).toMatchObject({ status: 'rejected', code: 'deleted', reportId: null })
})

test('two deletions at once that share a submission leave none of its bytes', async () => {
  for (let round = 0; round < 5; round++) {
    const both = await here.ingest(sampleReport({ id: 'one' }) + sampleReport({ id: 'two', domain: 'example.net' }))
    await Promise.all(both.documents.map(({ reportId }) => deleteReport(here.pool, here.organizationId, reportId!)))
    expect(await again(both)).toMatchObject({ status: 'rejected', filename: null })
  }
  expect(await count('submission_chunk')).toBe(0)
})

test('an organization goes for good while reports for it come in', async () => {
  for (let round = 0; round < 5; round++) {
    await empty()
    await ingest({ id: 'first' })
    const coming = Array.from({ length: 6 }, (_, n) => ingest({ id: `r${n}`, domain: `d${n % 3}.example` }))
    await Promise.all([deleteOrganization(here.pool, here.organizationId, () => {}), Promise.allSettled(coming)])
    expect([await count('organization'), await count('submission'), await count('report')]).toEqual([1, 0, 0])
    expect(await here.sums()).toEqual([])
  }
})

test('an organization goes with everything in it, another one stays, and the next request makes no use of the old one', async () => {
  await ingest({ id: 'mine' })
  await ingest({ id: 'theirs' }, OTHER)
  await startDeletion('example.com')
  let removed = 0
  await deleteOrganization(here.pool, here.organizationId, (count) => (removed += count))
  expect(removed).toBe(2)
  const tables = [
    'organization',
    'submission',
    'submission_chunk',
    'document',
    'report',
    'record',
    'daily_total',
    'daily_source',
    'source',
  ]
  expect(await Promise.all(tables.map(count))).toEqual(tables.map(() => 1))
  expect(await count('job')).toBe(0)
  expect(await firstOrganizationId()).toBe(OTHER)
  await deleteOrganization(here.pool, OTHER, () => {})
  expect([here.organizationId, OTHER]).not.toContain(await firstOrganizationId())
})
