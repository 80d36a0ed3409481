import { EventEmitter } from 'node:events'
import path from 'node:path'

import { Logger, type TaskList, type WorkerEvents, run } from 'graphile-worker'
import type pg from 'pg'

import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { whenRoom } from '#lib/capacity/when-room.ts'
import type { Config } from '#lib/config.ts'
import { openDatabase } from '#lib/db/database.ts'
import { deleteDomain } from '#lib/deletion/delete-domain.ts'
import { forgiveAttempts } from '#lib/ingest/claim.ts'
import { openPipeline } from '#lib/ingest/pipeline.ts'
import { processSubmission } from '#lib/ingest/process-submission.ts'
import { PROCESS_TASK, type ProcessPayload } from '#lib/ingest/process-task.ts'
import { readKindAgain } from '#lib/ingest/read-kind-again.ts'
import { JOB_TASK, type JobPayload } from '#lib/jobs/job.ts'
import { type JobHandlers, runJob } from '#lib/jobs/run-job.ts'
import { log } from '#lib/log.ts'
import { applyRetention } from '#lib/retention/apply-retention.ts'
import {
  DAILY_RETENTION_CRONTAB,
  DAILY_RETENTION_TASK,
  startDailyRetention,
} from '#lib/retention/start-daily-retention.ts'

import { type Alive, declareAlive, freeJobsOfTheDead } from './liveness.ts'

/**
 * The worker process: takes jobs from the queue in Postgres. It may be killed at any line. When it loses the database it
 * ends, and whoever supervises it starts it anew.
 */

/** Reports that come together are stored together; what takes memory waits for its turn (lib/ingest/pipeline.ts). */
const JOBS_AT_ONCE = 64
/** Jobs taken from the queue at once, and held until one of those at work is done. */
const JOBS_IN_HAND = 128
/**
 * While fewer jobs than that are there, those that come within about this time are taken together: what is read together costs
 * less. The queue listens to no announcement meanwhile, so it looks by itself as often.
 */
const GATHER_MS = 200
const SWEEP_MS = 30_000

/** What does each kind of job. */
const HANDLERS: JobHandlers = { delete_domain: deleteDomain, retention: applyRetention, read_again: readKindAgain }

export type RunningWorker = {
  /** Finishes the jobs in hand and takes no more. */
  stop(): Promise<void>
  /** Settles when the worker can go on no more; rejected with the reason unless it was told to stop. */
  done: Promise<void>
}

/** Starts a worker process on the database of `config.databaseUrl`, which must be migrated. */
export async function runWorker(config: Config): Promise<RunningWorker> {
  if (!config.databaseUrl) throw new Error('DATABASE_URL is not set: start Signet with npm start.')
  const { pool } = openDatabase(config.databaseUrl, config.poolMax)
  const worker = await startWorking(pool, { ...config, databaseUrl: config.databaseUrl })
  // A worker that does not run at the hour of the crontab does it now, unless another one did.
  await startDailyRetention(pool, new Date())
  return worker
}

/** Starts taking jobs, in a worker process or inside a command. */
export async function startWorking(pool: pg.Pool, config: Config & { databaseUrl: string }): Promise<RunningWorker> {
  const deps = { pool, limits: config.limits, directory: path.join(config.dataDir, 'tmp'), now: () => new Date() }
  const pipeline = openPipeline(deps)
  const taskList: TaskList = {
    [PROCESS_TASK]: async (payload, { abortSignal }) => {
      await whenRoom(() => readDiskShortage(config), abortSignal!)
      await processSubmission(payload as ProcessPayload, pipeline)
    },
    [JOB_TASK]: (payload, { abortSignal: signal }) => runJob(payload as JobPayload, HANDLERS, { ...deps, signal }),
    [DAILY_RETENTION_TASK]: () => startDailyRetention(pool, deps.now()),
  }

  const alive = await declareAlive(config.databaseUrl)
  const runner = await run({
    pgPool: pool,
    taskList,
    crontab: DAILY_RETENTION_CRONTAB,
    events: namedBy(alive),
    logger: queueLogger,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: JOBS_AT_ONCE,
        pollInterval: GATHER_MS,
        localQueue: { size: JOBS_IN_HAND, refetchDelay: { durationMs: GATHER_MS, threshold: JOBS_IN_HAND - 1 } },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  }).catch(async (error: unknown) => {
    await alive.end()
    throw error
  })
  await freeJobsOfTheDead(pool)
  const sweep = setInterval(() => {
    freeJobsOfTheDead(pool).catch((error: Error) => log.warn({ reason: error.message }, 'the queue could not be swept'))
  }, SWEEP_MS)

  let stopping = false
  const lost = Promise.race([alive.lost, runner.promise.then(() => Promise.reject(new Error('the queue has ended')))])
  const done = lost.catch((error: unknown) => {
    if (!stopping) throw error
  })
  done.catch(() => {}) // whoever needs to know awaits it; a command that does not will fail by itself
  const stop = async (): Promise<void> => {
    stopping = true
    clearInterval(sweep)
    // Whoever stops this process may not wait for the end of a long report.
    try {
      await forgiveAttempts([...pipeline.inHand], pool)
    } finally {
      await runner.stop()
      await alive.end()
    }
  }
  return { stop, done }
}

/**
 * The queue writes the name of the one that takes a job beside it, and makes that name up before anything is taken. It must be
 * the name under which this worker holds its lock by then, or another worker's sweep would take it for dead.
 */
function namedBy({ name }: Alive): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.once('pool:create', ({ workerPool }) => void Object.assign(workerPool, { id: name }))
  return events
}

/**
 * The queue's own messages, warnings and worse only: its info lines are one for each job. Its advice to have a connection for
 * each job at work does not fit jobs that share theirs.
 */
const queueLogger = new Logger(() => (level, message) => {
  if (message.includes('maxPoolSize')) return
  if (level === 'error') log.error(message)
  if (level === 'warning') log.warn(message)
})
