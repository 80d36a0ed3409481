import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { closeDatabase, openDatabase } from '../db/database.ts'
import { firstOrganizationId } from '../db/organization.ts'
import { inTransaction, wholeOrganization } from '../db/tenant.ts'
import { type TestDatabase, createTestDatabase } from '../db/testing/test-database.ts'
import { getJob } from '../queries/get-job.ts'
import { listJobs } from '../queries/list-jobs.ts'
import type { JobPayload } from './job.ts'
import { type JobDeps, type JobHandler, runJob } from './run-job.ts'
import { startJob } from './start-job.ts'
import { writeProgress } from './write-progress.ts'

let testDatabase: TestDatabase
let pool: pg.Pool
/** For what a test prepares and looks at: it sees all organizations. */
let owner: pg.Pool
let organizationId: string
let deps: JobDeps

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  pool = openDatabase(testDatabase.url, 10).pool
  owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 4 })
  organizationId = await firstOrganizationId()
  deps = { pool, now: () => new Date(), signal: new AbortController().signal }
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await testDatabase.drop()
})
beforeEach(async () => {
  await owner.query('truncate job')
  await owner.query('truncate graphile_worker._private_jobs')
})

async function start(domain = 'example.com'): Promise<JobPayload> {
  return {
    organizationId,
    jobId: await startJob(owner, { organizationId, kind: 'delete_domain', subject: { domain } }),
  }
}

const DONE = { reports: 2, records: 3, messages: 4 }
/** Writes one step down and then dies, as often as it is called. */
const dies: JobHandler<'delete_domain'> = async (job) => {
  await writeProgress(owner, job, {
    total: 9,
    done: job.done + 1,
    result: { ...DONE, reports: job.result.reports + 1 },
  })
  throw new Error('killed')
}
const fails: JobHandler<'delete_domain'> = () => Promise.reject(new Error('broken'))

test('a job and what makes the worker do it are written together, or neither is', async () => {
  const undone = inTransaction(pool, organizationId, async (client) => {
    await startJob(client, { organizationId, kind: 'retention', subject: {} })
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  const waiting = 'select task_identifier as task, queue_name as queue from graphile_worker.jobs'
  expect([
    (await owner.query(waiting)).rows,
    (await listJobs(wholeOrganization(organizationId), { limit: 9, cursor: null })).jobs,
  ]).toEqual([[], []])
  const { jobId } = await start()
  expect((await owner.query(waiting)).rows).toEqual([{ task: 'job', queue: `removal ${organizationId}` }])
  expect(await getJob(wholeOrganization(organizationId), jobId)).toMatchObject({
    kind: 'delete_domain',
    status: 'queued',
    subject: { domain: 'example.com' },
    total: null,
    done: 0,
    result: { reports: 0, records: 0, messages: 0 },
    reason: null,
    finishedAt: null,
  })
})

test('a job that is done says what it did and is not done again', async () => {
  const payload = await start()
  let calls = 0
  const handlers = { delete_domain: () => Promise.resolve((calls++, DONE)) }
  await runJob(payload, handlers, deps)
  await runJob(payload, handlers, deps)
  expect(calls).toBe(1)
  expect(await getJob(wholeOrganization(organizationId), payload.jobId)).toMatchObject({ status: 'done', result: DONE })
  expect((await getJob(wholeOrganization(organizationId), payload.jobId))!.finishedAt).not.toBeNull()
})

test('an attempt goes on from where the one before it died', async () => {
  const payload = await start()
  await expect(runJob(payload, { delete_domain: dies }, deps)).rejects.toThrow('killed')
  await expect(runJob(payload, { delete_domain: dies }, deps)).rejects.toThrow('killed')
  expect(await getJob(wholeOrganization(organizationId), payload.jobId)).toMatchObject({
    status: 'running',
    total: 9,
    done: 2,
    result: { ...DONE, reports: 2 },
  })
})

test('a job has failed, with a reason, after eight attempts that got it no further', async () => {
  const payload = await start()
  for (let attempt = 1; attempt <= 8; attempt++)
    await expect(runJob(payload, { delete_domain: fails }, deps)).rejects.toThrow('broken')
  expect((await getJob(wholeOrganization(organizationId), payload.jobId))!.status).toBe('running')
  await runJob(payload, { delete_domain: fails }, deps)
  const failed = await getJob(wholeOrganization(organizationId), payload.jobId)
  expect(failed).toMatchObject({ status: 'failed', reason: expect.stringContaining('log of the worker') })
})

test('attempts that get further, or that end because the worker is stopped, are not counted against a job', async () => {
  const payload = await start()
  for (let attempt = 1; attempt <= 20; attempt++)
    await expect(runJob(payload, { delete_domain: dies }, deps)).rejects.toThrow('killed')
  const stopped = { ...deps, signal: AbortSignal.abort() }
  for (let attempt = 1; attempt <= 20; attempt++)
    await expect(runJob(payload, { delete_domain: fails }, stopped)).rejects.toThrow('broken')
  expect((await getJob(wholeOrganization(organizationId), payload.jobId))!.status).toBe('running')
})

test('a job that a worker has no handler for waits for another worker', async () => {
  const payload = await start()
  await expect(runJob(payload, {}, deps)).rejects.toThrow('delete_domain')
  await runJob(payload, { delete_domain: () => Promise.resolve(DONE) }, deps)
  expect((await getJob(wholeOrganization(organizationId), payload.jobId))!.status).toBe('done')
})

test('jobs are listed newest first, in parts, and to their own organization only', async () => {
  const ids: string[] = []
  for (const domain of ['one.example', 'two.example', 'three.example']) ids.push((await start(domain)).jobId)
  const first = await listJobs(wholeOrganization(organizationId), { limit: 2, cursor: null })
  const rest = await listJobs(wholeOrganization(organizationId), { limit: 2, cursor: first.nextCursor })
  expect([...first.jobs, ...rest.jobs].map(({ id }) => id)).toEqual(ids.toReversed())
  expect(rest.nextCursor).toBeNull()
  const other = '01900000-0000-7000-8000-000000000000'
  expect(await getJob(wholeOrganization(other), ids[0]!)).toBeNull()
  expect((await listJobs(wholeOrganization(other), { limit: 9, cursor: null })).jobs).toEqual([])
})
