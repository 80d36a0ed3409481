import path from 'node:path'

import type pg from 'pg'

import { secretKey } from '#lib/auth/secret-key.ts'
import { readDiskShortage } from '#lib/capacity/read-shortage.ts'
import { whenRoom } from '#lib/capacity/when-room.ts'
import type { Config } from '#lib/config.ts'
import { openDatabase } from '#lib/db/database.ts'
import { sealerOf } from '#lib/db/seal.ts'
import { deleteDomain } from '#lib/deletion/delete-domain.ts'
import { proveBounces } from '#lib/deliveries/prove-bounces.ts'
import { PROVE_TASK, type ProvePayload } from '#lib/deliveries/prove-task.ts'
import { resolverOf } from '#lib/dns/resolver.ts'
import { checkSubmission } from '#lib/ingest/check-submission.ts'
import { forgiveAttempts } from '#lib/ingest/claim.ts'
import { openPipeline } from '#lib/ingest/pipeline.ts'
import { processSubmission } from '#lib/ingest/process-submission.ts'
import { CHECK_MAIL_TASK, PROCESS_TASK, type ProcessPayload } from '#lib/ingest/process-task.ts'
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

import { declareAlive, freeJobsOfTheDead } from './liveness.ts'
import { type Queue, runQueues } from './run-queues.ts'

/**
 * The worker process: takes jobs from the queue in Postgres. It may be killed at any line. When it loses the database it
 * ends, and whoever supervises it starts it anew.
 */

/** Reports that come together are stored together; what takes memory waits for its turn (lib/ingest/pipeline.ts). */
const REPORTS_AT_ONCE = 64
/** Reports taken from the queue at once, and held until one of those at work is done. */
const REPORTS_IN_HAND = 128
/**
 * While fewer jobs than that are there, those that come within about this time are taken together: what is read together costs
 * less. The queue listens to no announcement meanwhile, so it looks by itself as often.
 */
const GATHER_MS = 200
/** Mails, and submissions with bounces, that are waited for in DNS at the same time. */
const MAILS_AT_ONCE = 32
const JOBS_AT_ONCE = 4
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
  const deps = {
    pool,
    limits: config.limits,
    directory: path.join(config.dataDir, 'tmp'),
    now: () => new Date(),
    sealer: sealerOf(secretKey(config)),
  }
  const pipeline = openPipeline(deps)
  const reports: Queue = {
    taskList: {
      [PROCESS_TASK]: async (payload, { abortSignal }) => {
        await whenRoom(() => readDiskShortage(config), abortSignal!)
        await processSubmission(payload as ProcessPayload, pipeline)
      },
    },
    crontab: '',
    worker: {
      concurrentJobs: REPORTS_AT_ONCE,
      pollInterval: GATHER_MS,
      localQueue: { size: REPORTS_IN_HAND, refetchDelay: { durationMs: GATHER_MS, threshold: REPORTS_IN_HAND - 1 } },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  }
  const checkDeps = { ...config, ...deps, resolver: resolverOf(config.dns), relays: config.smtpRelays }
  const mails: Queue = {
    taskList: {
      [CHECK_MAIL_TASK]: (payload, { job }) => checkSubmission(payload as ProcessPayload, job.attempts, checkDeps),
      [PROVE_TASK]: (payload, { job }) => proveBounces(payload as ProvePayload, job.attempts, checkDeps),
    },
    crontab: '',
    worker: { concurrentJobs: MAILS_AT_ONCE, pollInterval: 1_000 },
  }
  // Not behind reports that wait until the disk has room: retention and deletion make it.
  const jobs: Queue = {
    taskList: {
      [JOB_TASK]: (payload, { abortSignal: signal }) => runJob(payload as JobPayload, HANDLERS, { ...deps, signal }),
      [DAILY_RETENTION_TASK]: () => startDailyRetention(pool, deps.now()),
    },
    crontab: DAILY_RETENTION_CRONTAB,
    worker: { concurrentJobs: JOBS_AT_ONCE, pollInterval: 1_000 },
  }

  const alive = await declareAlive(config.databaseUrl)
  const queues = await runQueues(pool, alive.name, [reports, mails, jobs]).catch(async (error: unknown) => {
    await alive.end()
    throw error
  })
  await freeJobsOfTheDead(pool)
  const sweep = setInterval(() => {
    freeJobsOfTheDead(pool).catch((error: Error) => log.warn({ reason: error.message }, 'the queue could not be swept'))
  }, SWEEP_MS)

  let stopping = false
  const lost = Promise.race([alive.lost, queues.ended])
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
      await queues.stop()
      await alive.end()
    }
  }
  return { stop, done }
}
