import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { sampleReport, yesterday } from '../../e2e/sample-report.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { deleteReport } from '../deletion/delete-report.ts'
import type { JobPayload } from '../jobs/job.ts'
import { type JobDeps, runJob } from '../jobs/run-job.ts'
import { startJob } from '../jobs/start-job.ts'
import { getJob } from '../queries/get-job.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import type { SubmissionRow } from '../queries/rows.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { type Pipeline, openPipeline } from './pipeline.ts'
import { processSubmission } from './process-submission.ts'
import { readAgain } from './read-again.ts'
import { readKindAgain } from './read-kind-again.ts'
import { SEALER, type TestIngest, openTestIngest } from './testing/test-ingest.ts'

let signet: TestIngest
let pipeline: Pipeline
let deps: JobDeps

beforeAll(async () => {
  signet = await openTestIngest()
  pipeline = openPipeline({
    pool: signet.pool,
    limits: DEFAULT_LIMITS,
    directory: '/nowhere',
    now: () => new Date(),
    sealer: SEALER,
  })
  deps = { pool: signet.pool, now: () => new Date(), signal: new AbortController().signal }
})
afterAll(() => signet.close())
beforeEach(async () => {
  await signet.owner.query(
    'truncate submission, record, report, domain, receiver, source, daily_total, daily_source, job cascade',
  )
  await signet.owner.query('truncate graphile_worker._private_jobs')
  await signet.owner.query('update organization set "recordsKeptFrom" = null')
})

async function again({ id }: SubmissionRow): Promise<SubmissionRow> {
  const { pool, organizationId } = signet
  expect(await readAgain(pool, { organizationId, submissionId: id })).toBe(true)
  await processSubmission({ organizationId, submissionId: id }, pipeline)
  return (await getSubmissions(wholeOrganization(organizationId), [id]))[0]!
}

/** Everything that is stored of reports, with the transaction that wrote each row. */
async function stored(): Promise<unknown> {
  const tables = ['report', 'record', 'daily_total', 'daily_source', 'source']
  const parts = tables.map(
    (table) => `select '${table}' as t, x.xmin::text, row_to_json(x)::text as row from ${table} x`,
  )
  return (await signet.owner.query(`${parts.join(' union all ')} order by 1, 3`)).rows
}

async function one<T>(sql: string): Promise<T> {
  return (await signet.owner.query(sql)).rows[0] as T
}

const RECORDS = [
  { ip: '192.0.2.1', count: 5 },
  { ip: '192.0.2.2', count: 7, dkim: 'fail', spf: 'fail' },
] as const

test('reading again what reads the same changes nothing, not even one row', async () => {
  const begin = yesterday() - 10 * 86_400
  const first = await signet.ingest(
    sampleReport({ id: 'day', records: [...RECORDS] }) +
      sampleReport({ id: 'week', begin, end: begin + 7 * 86_400, records: [...RECORDS] }) +
      'nonsense',
  )
  const copy = await signet.ingest(gzipSync(sampleReport({ id: 'day', records: [...RECORDS] })))
  const before = await stored()
  expect({ ...(await again(first)), id: null }).toEqual({ ...first, id: null })
  expect(await again(copy)).toEqual(copy)
  expect(await stored()).toEqual(before)
  expect(await one(`select max("changedReading") as changed from document`)).toEqual({ changed: 1 })
})

/** `t` tables' rows, without the transactions that wrote them. */
async function contents(...tables: string[]): Promise<string[]> {
  const rows = (await stored()) as { t: string; row: string }[]
  return rows.filter(({ t }) => tables.includes(t)).map(({ row }) => row)
}

test.each([
  ['verdicts', `update record set verdict = 'fail', "dkimAligned" = false`],
  ['days', `update record set day = day - 1`],
  ['counts', `update record set count = count + 1`],
  ['marks of Apple', `update record set "toApple" = true`],
  ['a receiver', `update report set "receiverId" = 'someone-else'`],
  ['words of the header', `update report set generator = 'older', warnings = '[]', email = null`],
])('where an older version made other %s of a report, reading it again puts them right', async (_, spoil) => {
  const { owner, organizationId } = signet
  const submission = await signet.ingest(sampleReport({ id: 'old', records: [...RECORDS] }))
  const right = await contents('report', 'record')
  await owner.query(`insert into receiver ("organizationId", id, name) values ($1, 'someone-else', 'x')`, [
    organizationId,
  ])
  await owner.query(spoil)
  expect(await contents('report', 'record')).not.toEqual(right)
  const { documents } = await again(submission)
  expect(documents[0]).toMatchObject({ status: 'stored', reportId: submission.documents[0]!.reportId })
  expect(await contents('report', 'record')).toEqual(right)
  expect(await one('select "changedReading" as changed from document')).toEqual({ changed: 2 })
})

test('sums follow when a report is replaced', async () => {
  const submission = await signet.ingest(sampleReport({ id: 'old', records: [...RECORDS] }))
  await signet.ingest(sampleReport({ id: 'other', records: [...RECORDS] }))
  const right = await signet.sums()
  await signet.owner
    .query(`update record set verdict = 'fail', "dkimAligned" = false, "spfAligned" = false, day = day - 1
    where "reportId" = '${submission.documents[0]!.reportId}'`)
  await signet.owner.query(
    `update report set "firstDay" = "firstDay" - 1, "lastDay" = "lastDay" - 1 where "externalId" = 'old'`,
  )
  await signet.rebuild()
  expect(await signet.sums()).not.toEqual(right)
  await again(submission)
  expect(await signet.sums()).toEqual(right)
  expect(await signet.rebuiltSums()).toEqual(right)
})

test('what could not be read before is stored, and what is refused by now keeps what was stored of it', async () => {
  const submission = await signet.ingest(sampleReport({ id: 'new', records: [...RECORDS] }))
  await signet.owner.query('delete from record; delete from report; truncate daily_total, daily_source')
  await signet.owner.query(
    `update document set status = 'rejected', code = 'not-read-yet', message = 'x', "reportId" = null, kind = 'other'`,
  )
  const read = await again(submission)
  expect([read.status, read.documents[0]!.code, read.documents[0]!.messages]).toEqual(['stored', null, 12])

  const strict = openPipeline({ ...pipeline.deps, limits: { ...DEFAULT_LIMITS, recordsMax: 1 } })
  const { pool, organizationId } = signet
  await readAgain(pool, { organizationId, submissionId: submission.id })
  await processSubmission({ organizationId, submissionId: submission.id }, strict)
  expect((await getSubmissions(wholeOrganization(organizationId), [submission.id]))[0]).toEqual(read)
  expect(await one(`select sum(count)::int as messages from record`)).toEqual({ messages: 12 })
})

test('a report that turns out to be another one counts once', async () => {
  const submission = await signet.ingest(sampleReport({ id: 'right', records: [...RECORDS] }))
  await signet.owner.query(`update report set "reporterKey" = 'as an older version had it'`)
  const { documents } = await again(submission)
  expect(documents.map(({ status }) => status)).toEqual(['stored'])
  expect(await one(`select count(*)::int as reports, sum(messages)::int as messages from report`)).toEqual({
    reports: 1,
    messages: 12,
  })
  expect(await signet.sums()).toEqual(await signet.rebuiltSums())
})

test('a copy of a report that turns out to be another one is read again, and keeps its bytes', async () => {
  const { owner, organizationId } = signet
  const first = await signet.ingest(sampleReport({ id: 'right', records: [...RECORDS] }))
  const copy = await signet.ingest(gzipSync(sampleReport({ id: 'right', records: [...RECORDS] })))
  await owner.query(`update report set "reporterKey" = 'as an older version had it'`)
  const { documents } = await again(first)
  expect(await one(`select status, "bytesRemovedAt" from submission where id = '${copy.id}'`)).toEqual({
    status: 'queued',
    bytesRemovedAt: null,
  })
  await processSubmission({ organizationId, submissionId: copy.id }, pipeline)
  const [read] = await getSubmissions(wholeOrganization(organizationId), [copy.id])
  expect(read).toMatchObject({ status: 'duplicate', documents: [{ reportId: documents[0]!.reportId }] })
  expect(await one('select count(*)::int as reports from report')).toEqual({ reports: 1 })
})

test('a report that is spread over other days by now has its days marked as estimated like a new one', async () => {
  const begin = yesterday()
  const submission = await signet.ingest(
    sampleReport({ id: 'week', begin, end: begin + 86_399, records: [{ count: 1 }] }),
  )
  await signet.owner.query(`update report set "lastDay" = "lastDay" + 3`)
  await signet.rebuild()
  await again(submission)
  expect(await signet.sums()).toEqual(await signet.rebuiltSums())
})

test('records that retention removed are not brought back, and the sums stay', async () => {
  const submission = await signet.ingest(sampleReport({ id: 'old', records: [...RECORDS] }))
  await signet.owner.query(`update organization set "recordsKeptFrom" = current_date; delete from record`)
  const sums = await signet.sums()
  const { documents } = await again(submission)
  expect(documents[0]!.warnings.map(({ code }) => code)).toContain('kept-as-stored')
  expect(await signet.sums()).toEqual(sums)
  expect(await one(`select count(*)::int as records from record`)).toEqual({ records: 0 })
})

test('a deleted report stays deleted when the mailbox that brought it is read again', async () => {
  const { pool, organizationId } = signet
  const both = await signet.ingest(sampleReport({ id: 'one' }) + sampleReport({ id: 'two' }))
  await deleteReport(pool, organizationId, both.documents[0]!.reportId!)
  const { documents } = await again(both)
  expect(documents.map(({ status, code }) => code ?? status)).toEqual(['deleted', 'stored'])
})

test('is refused for what is being read, has no bytes or does not exist', async () => {
  const { pool, owner, organizationId } = signet
  const { id } = await signet.ingest(sampleReport({ id: 'one' }))
  const ask = (submissionId: string): Promise<boolean> => readAgain(pool, { organizationId, submissionId })
  expect(await ask(id)).toBe(true)
  expect(await ask(id)).toBe(false)
  await processSubmission({ organizationId, submissionId: id }, pipeline)
  await owner.query(`update submission set "bytesRemovedAt" = now()`)
  expect(await ask(id)).toBe(false)
  expect(await ask(organizationId)).toBe(false)
})

test('all of a kind are read again as a job that tells how far it is, and goes on where it was killed', async () => {
  const { owner, organizationId } = signet
  const good: SubmissionRow[] = []
  for (let n = 0; n < 5; n++) good.push(await signet.ingest(sampleReport({ id: `n-${n}`, records: [...RECORDS] })))
  await signet.ingest('nonsense')
  await owner.query(`update report set generator = 'older' where "externalId" in ('n-1', 'n-3')`)
  await owner.query(`update submission set "bytesRemovedAt" = now() where id = '${good[4]!.id}'`)
  const jobId = await startJob(owner, { organizationId, kind: 'read_again', subject: { documentKind: 'aggregate' } })
  const payload: JobPayload = { organizationId, jobId }

  const killed = AbortSignal.timeout(1_000)
  await expect(runJob(payload, { read_again: readKindAgain }, { ...deps, signal: killed })).rejects.toThrow()
  expect(await getJob(wholeOrganization(organizationId), jobId)).toMatchObject({ status: 'running', total: 4, done: 0 })

  const working = runJob(payload, { read_again: readKindAgain }, deps)
  const queued = `select payload->>'submissionId' as id, priority from graphile_worker._private_jobs
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'process') and priority = 10`
  await expect.poll(async () => (await owner.query(queued)).rowCount).toBe(4)
  for (const { id } of good.slice(0, 4)) await processSubmission({ organizationId, submissionId: id }, pipeline)
  await working
  expect(await getJob(wholeOrganization(organizationId), jobId)).toMatchObject({
    status: 'done',
    total: 4,
    done: 4,
    result: { submissions: 4, documentsChanged: 2 },
  })
})
