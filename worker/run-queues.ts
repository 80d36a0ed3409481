import { EventEmitter } from 'node:events'

import { Logger, type Runner, type RunnerOptions, type WorkerEvents, run } from 'graphile-worker'
import type pg from 'pg'

import { log } from '#lib/log.ts'

/** Tasks that share turns, and how many of them are done at the same time. */
export type Queue = Required<Pick<RunnerOptions, 'taskList' | 'crontab'>> & {
  worker: NonNullable<NonNullable<RunnerOptions['preset']>['worker']>
}

export type RunningQueues = {
  /** Finishes what is in hand and takes no more. */
  stop(): Promise<void>
  /** Rejected when one of them has ended, told or not. */
  ended: Promise<never>
}

/**
 * Starts taking jobs from the queue in Postgres. None of `queues` waits for another.
 * @param name the queue writes it beside each job that is taken.
 */
export async function runQueues(pool: pg.Pool, name: string, queues: Queue[]): Promise<RunningQueues> {
  const runners: Runner[] = []
  const stop = async (): Promise<void> => void (await Promise.all(runners.map((runner) => runner.stop())))
  try {
    for (const { taskList, crontab, worker } of queues)
      runners.push(
        await run({
          pgPool: pool,
          taskList,
          crontab,
          events: namedBy(name),
          logger: queueLogger,
          noHandleSignals: true,
          preset: { worker },
        }),
      )
  } catch (error) {
    await stop()
    throw error
  }
  const ended = Promise.race(runners.map(({ promise }) => promise)).then(() => {
    throw new Error('the queue has ended')
  })
  ended.catch(() => {}) // whoever needs to know awaits it
  return { stop, ended }
}

/**
 * The queue makes up the name of the one that takes a job before anything is taken. It must be the name under which this worker
 * holds its lock by then, or another worker's sweep would take it for dead.
 */
function namedBy(name: string): WorkerEvents {
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
