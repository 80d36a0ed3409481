import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { findFreePort } from '#lib/db/free-port.ts'

import { type Environment, OWNER, collect, end, hasEnded, launch, runSignet } from './instance.ts'

/** Web and worker processes apart, on a database of the operator's own, as a service manager starts them. */
export type Apart = {
  /** For the role that owns the tables, and sees all organizations. */
  databaseUrl: string
  start(name: 'web' | 'worker', env?: Environment): Promise<Service>
  /** Runs another command beside them. */
  run(args: string[]): Promise<{ code: number | null; output: string }>
  stopDatabase(): Promise<void>
  startDatabase(): Promise<void>
  /** Ends whatever still runs and removes all data. */
  stop(): Promise<void>
}

export type Service = {
  url: string
  output(): string
  /** @returns the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** kill -9 of the process that does the work. */
  kill(): Promise<void>
}

const READY = { web: 'the pages are on', worker: 'the worker takes jobs' }
const READY_MS = 120_000

export async function startApart(): Promise<Apart> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-apart-'))
  const serverDir = path.join(dataDir, 'server')
  let server = await startEmbeddedPostgres({ dataDir: serverDir })
  const { url, ownerUrl } = server
  const environment = {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    DATA_DIR: path.join(dataDir, 'data'),
    ...OWNER,
  }
  const services: Service[] = []
  const { code, output } = await runSignet(['migrate'], environment)
  if (code !== 0) throw new Error(output)
  return {
    databaseUrl: ownerUrl,
    start: async (name, env = {}) => {
      const service = await startService(name, { ...environment, ...env })
      services.push(service)
      return service
    },
    run: (args) => runSignet(args, environment),
    stopDatabase: () => server.stop(),
    startDatabase: async () => {
      server = await startEmbeddedPostgres({ dataDir: serverDir })
    },
    stop: async () => {
      await Promise.all(services.map((service) => service.end('SIGTERM')))
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function startService(name: 'web' | 'worker', env: Environment): Promise<Service> {
  const port = await findFreePort()
  const launcher = launch([name], { PORT: String(port), ...env })
  const output = collect(launcher)
  for (const deadline = Date.now() + READY_MS; !output().includes(READY[name]); await pause(50)) {
    if (hasEnded(launcher) || Date.now() > deadline) {
      await end(launcher, 'SIGTERM')
      throw new Error(`The ${name} process was not ready. It said:\n${output()}`)
    }
  }
  return {
    url: `http://127.0.0.1:${port}`,
    output,
    end: (signal) => end(launcher, signal),
    kill: async () => {
      const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()))
      process.kill(childOf(launcher.pid!), 'SIGKILL')
      await ended
    },
  }
}

function childOf(parent: number): number {
  const pids = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
  return Number(pids.trim().split('\n')[0])
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
