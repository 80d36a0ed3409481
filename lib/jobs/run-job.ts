import type pg from 'pg'

import type { JobKind } from '#generated/prisma/enums.ts'

import { asTenant } from '../db/tenant.ts'
import { log } from '../log.ts'
import type { Job, JobPayload, JobResults } from './job.ts'
import { failJob, finishJob } from './write-progress.ts'

/** `signal` says that the worker is told to stop: a handler looks at it between two steps and throws its reason. */
export type JobDeps = { pool: pg.Pool; now: () => Date; signal: AbortSignal }

/**
 * Does a job to its end. It may be killed at any line and is then called again: what it did before is in `done` and `result`,
 * or shows in the data it works on.
 */
export type JobHandler<K extends JobKind> = (job: Job<K>, deps: JobDeps) => Promise<JobResults[K]>
export type JobHandlers = { [K in JobKind]?: JobHandler<K> }

/** A job that ends in a fault, or in the death of the worker, this often without getting any further has failed. */
const ATTEMPTS_MAX = 8
const GIVEN_UP =
  'Signet failed at this several times. What was done stays done; see the log of the worker, and report the fault to the makers of Signet.'

/** Runs one job. Does nothing when it is final or gone. Throws on faults; the queue tries again. */
export async function runJob(payload: JobPayload, handlers: JobHandlers, deps: JobDeps): Promise<void> {
  const begun = await begin(payload, deps.pool)
  if (!begun) return
  const { attempts, ...job } = begun
  if (attempts > ATTEMPTS_MAX) {
    log.error({ job: job.id, kind: job.kind }, 'a job was given up after too many attempts')
    return failJob(asTenant(deps.pool, payload.organizationId), payload, GIVEN_UP)
  }
  try {
    const result = await handle(job, handlers, deps)
    await finishJob(asTenant(deps.pool, job.organizationId), job, result)
    log.info({ job: job.id, kind: job.kind, ...result }, 'a job is done')
  } catch (error) {
    if (deps.signal.aborted) await forgetAttempt(payload, deps.pool)
    throw error
  }
}

async function handle<K extends JobKind>(job: Job<K>, handlers: JobHandlers, deps: JobDeps): Promise<JobResults[K]> {
  const handler = handlers[job.kind] as JobHandler<K> | undefined
  // A worker of an older version, beside a newer one: the job is for that one.
  if (!handler) throw new Error(`This worker knows no job of the kind ${job.kind}.`)
  return handler(job, deps)
}

async function begin(
  { organizationId, jobId }: JobPayload,
  pool: pg.Pool,
): Promise<(Job & { attempts: number }) | null> {
  const { rows } = await asTenant(pool, organizationId).query<Job & { attempts: number }>(
    `update job set status = 'running', attempts = attempts + 1
     where "organizationId" = $1 and id = $2 and status in ('queued', 'running')
     returning "organizationId", id, kind, subject, done, result, attempts`,
    [organizationId, jobId],
  )
  return rows[0] ?? null
}

/** To be told to stop is no fault of the job. */
async function forgetAttempt({ organizationId, jobId }: JobPayload, pool: pg.Pool): Promise<void> {
  await asTenant(pool, organizationId).query(
    'update job set attempts = greatest(0, attempts - 1) where "organizationId" = $1 and id = $2',
    [organizationId, jobId],
  )
}
