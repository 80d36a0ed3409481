import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'

import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Config, readConfig } from '#lib/config.ts'
import { closeDatabase, openDatabase } from '#lib/db/database.ts'
import { LIVENESS_CLASS, isWorkerAlive } from '#lib/db/is-worker-alive.ts'
import { firstOrganizationId } from '#lib/db/organization.ts'
import { wholeOrganization } from '#lib/db/tenant.ts'
import { type TestDatabase, createTestDatabase } from '#lib/db/testing/test-database.ts'
import { accept, receive } from '#lib/ingest/accept.ts'
import { startJob } from '#lib/jobs/start-job.ts'
import { getJob } from '#lib/queries/get-job.ts'

import { sampleReport } from '../e2e/sample-report.ts'
import { startWorking } from './main.ts'

let testDatabase: TestDatabase
let pool: pg.Pool
/** For what a test prepares and looks at: it sees all organizations. */
let owner: pg.Pool
let config: Config & { databaseUrl: string }

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  pool = openDatabase(testDatabase.url, 10).pool
  owner = new pg.Pool({ connectionString: testDatabase.ownerUrl, max: 4 })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  config = { ...readConfig({ NODE_ENV: 'test' }), dataDir, databaseUrl: testDatabase.url }
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await testDatabase.drop()
})

async function handIn(id: string): Promise<void> {
  const { received } = await receive(Readable.from([Buffer.from(sampleReport({ id }))]), 1_000_000, config.dataDir)
  await accept(pool, { organizationId: await firstOrganizationId(), via: 'cli', filename: null }, received!)
  await received!.spool.close()
}

async function submission(): Promise<unknown> {
  return (await owner.query('select status, attempts from submission')).rows[0]
}

/** Lets the queue write down, for each job that is taken, whether the lock of its worker was held by then. */
const NOTE_TAKEN = `
  create table taken (alive boolean);
  grant insert on taken to signet;
  create function note_taken() returns trigger language plpgsql as $$ begin
    if new.locked_by is not null then
      insert into taken select exists (select 1 from pg_locks where locktype = 'advisory' and granted
        and objid = (hashtext(new.locked_by)::bigint & 4294967295)::oid);
    end if;
    return new;
  end $$;
  create trigger note_taken before update on graphile_worker._private_jobs for each row execute function note_taken()`

test('a worker takes no job before it holds its lock, and gives it back when it stops', async () => {
  await owner.query(NOTE_TAKEN)
  await handIn('waiting')
  const nowhere = 'postgresql://nobody@127.0.0.1:1/none'
  await expect(startWorking(pool, { ...config, databaseUrl: nowhere })).rejects.toThrow('ECONNREFUSED')
  expect(await submission()).toEqual({ status: 'queued', attempts: 0 })

  const worker = await startWorking(pool, config)
  expect(await isWorkerAlive(pool)).toBe(true)
  await expect.poll(submission, { timeout: 10_000 }).toEqual({ status: 'stored', attempts: 1 })
  expect((await owner.query('select alive from taken')).rows).toEqual([{ alive: true }])
  await worker.stop()
  expect(await isWorkerAlive(pool)).toBe(false)
})

test('retention is done while more reports than a worker takes at once wait for room on the disk', async () => {
  const organizationId = await firstOrganizationId()
  await Promise.all(Array.from({ length: 130 }, (_, number) => handIn(`without room ${number}`)))
  const count = async (status: string): Promise<number> =>
    (await owner.query('select 1 from submission where status = $1', [status])).rowCount!
  const full = await startWorking(pool, { ...config, freeBytesMin: Number.MAX_SAFE_INTEGER })
  const taken = async (): Promise<number> => (await owner.query('select 1 from taken')).rowCount!
  await expect.poll(taken, { timeout: 10_000 }).toBeGreaterThan(128)
  const jobId = await startJob(owner, { organizationId, kind: 'retention', subject: {} })
  const job = async (): Promise<string> => (await getJob(wholeOrganization(organizationId), jobId))!.status
  await expect.poll(job, { timeout: 10_000 }).toBe('done')
  expect(await count('queued')).toBe(130)
  await full.stop()

  const worker = await startWorking(pool, config)
  await expect.poll(() => count('stored'), { timeout: 20_000 }).toBe(131)
  await worker.stop()
}, 60_000)

test('frees the job of a worker that is dead, and leaves that of a living one alone', async () => {
  await owner.query(`select graphile_worker.add_job('other', '{}'), graphile_worker.add_job('other', '{}')`)
  await owner.query('drop trigger note_taken on graphile_worker._private_jobs')
  const client = await owner.connect()
  try {
    // What pg_locks shows of a worker is the hash of its name.
    await client.query('select pg_advisory_lock($1, hashtext($2))', [LIVENESS_CLASS, 'a-living-worker'])
    await client.query(
      `update graphile_worker._private_jobs set locked_at = now(),
         locked_by = case when id % 2 = 0 then 'a-living-worker' else 'a-dead-worker' end`,
    )
    const another = await startWorking(pool, config)
    await another.stop()
    const { rows } = await owner.query('select distinct locked_by as by from graphile_worker._private_jobs order by by')
    expect(rows).toEqual([{ by: 'a-living-worker' }, { by: null }])
  } finally {
    client.release(true)
  }
})
