import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'

import { PlainError } from '#lib/plain-error.ts'

import { countFailures, restartDelayMs } from './restart-delay.ts'
import { MEMORY_FLAGS } from './service.js'
import { SUPERVISED } from './until-stopped.ts'

/** One process of the product, kept running: started again, with growing pauses, whenever it ends without being told to. */

export type Supervised = {
  /** Settles when it can work for the first time; rejected when it ends before. */
  ready: Promise<void>
  /** Ends it so that it starts anew, with what `env` says by then. */
  renew(): void
  /** Tells it to finish, and kills it when that takes longer than `ms`. */
  stop(ms: number): Promise<void>
}

export type Surroundings = {
  /** The environment at the next start. */
  env: () => NodeJS.ProcessEnv
  /** Whether the database runs; a process that ends without it is not to blame. */
  isDatabaseUp: () => boolean
  whenDatabaseUp: () => Promise<void>
  log: (line: string) => void
}

const SIGNET = path.resolve(import.meta.dirname, 'signet.ts')

export function supervise(name: 'web' | 'worker' | 'smtp', surroundings: Surroundings): Supervised {
  const { env, isDatabaseUp, whenDatabaseUp, log } = surroundings
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => {})
  let child: ChildProcess | null = null
  let failures = 0
  let wasReady = false
  let isStopping = false

  const launch = (): void => {
    if (isStopping) return
    const began = Date.now()
    // Next tells its progress on standard output; what matters comes on standard error.
    child = fork(SIGNET, [name, SUPERVISED], {
      env: env(),
      execArgv: MEMORY_FLAGS,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('message', (message) => {
      if (message !== 'ready') return
      wasReady = true
      ready.resolve()
    })
    child.once('exit', (code, signal) => {
      child = null
      if (isStopping) return
      if (!wasReady) return ready.reject(new PlainError(`The ${name} process did not start.`))
      failures = isDatabaseUp() ? countFailures(failures, Date.now() - began) : 0
      const delay = failures === 0 ? 0 : restartDelayMs(failures)
      log(`The ${name} process ended (${signal ?? `exit code ${code}`}); it starts again.`)
      setTimeout(() => void whenDatabaseUp().then(launch), delay)
    })
  }

  launch()
  return {
    ready: ready.promise,
    renew: () => void child?.send('stop', () => {}),
    stop: async (ms) => {
      isStopping = true
      if (child) await end(child, ms)
    },
  }
}

function end(child: ChildProcess, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), ms)
    child.once('exit', () => {
      clearTimeout(kill)
      resolve()
    })
    if (child.connected) child.send('stop', () => {})
    else child.kill('SIGTERM')
  })
}
