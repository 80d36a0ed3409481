import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findFreePort } from '#lib/db/free-port.ts'
import { readPostmaster } from '#lib/db/postmaster-file.ts'

import { API_KEY } from './as-key.ts'

/** The real product, started as a user starts it, on a free port and with a data directory of its own. */
export type Signet = {
  url: string
  dataDir: string
  /** For the role that sees all organizations. */
  databaseUrl: string
  /** Process ids now; null for what does not run. */
  pids(): Promise<Pids>
  /** All that it has printed so far. */
  output(): string
  /** Ends it with this signal, by way of the launcher, and waits. The data directory stays. @returns the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Stops it, however it is by now, and removes the data directory if it was made here. */
  stop(): Promise<void>
}

export type Pids = Record<'launcher' | 'supervisor' | 'web' | 'worker' | 'smtp' | 'postgres', number | null>

export type Environment = Record<string, string | undefined>
export type StartOptions = { env?: Environment; dataDir?: string; port?: number; command?: 'start' | 'demo' }

/** Who owns every Signet that is started here, and the key of the tests. */
export const OWNER = {
  SIGNET_ADMIN_EMAIL: 'owner@example.com',
  SIGNET_ADMIN_PASSWORD: 'a password of the tests',
  SIGNET_API_KEY: API_KEY,
}

/** What no test needs unless it says so: a listener on a fixed port, and look-ups outside of this machine. */
const QUIET = { SMTP_PORT: '0', DNS_SERVERS: 'off' }

const LAUNCHER = path.resolve(import.meta.dirname, '../bin/signet.js')
const READY_MS = { start: 150_000, demo: 900_000 }

/** Starts Signet and waits until it says that it is ready. @throws with its output when it ends before. */
export async function startSignet(options: StartOptions = {}): Promise<Signet> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'signet e2e '))
  const port = options.port ?? (await findFreePort())
  const command = options.command ?? 'start'
  const ownDir = command === 'demo' ? path.join(dataDir, 'demo') : dataDir
  const launcher = launch([command], { DATA_DIR: dataDir, PORT: String(port), ...OWNER, ...options.env })
  const output = collect(launcher)
  const signet: Signet = {
    url: `http://127.0.0.1:${port}`,
    dataDir: ownDir,
    databaseUrl: '',
    pids: async () => findPids(launcher, ownDir),
    output,
    end: (signal) => end(launcher, signal),
    stop: async () => {
      await end(launcher, 'SIGTERM')
      await endLeftovers(ownDir)
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
  try {
    await whenReady(launcher, output, READY_MS[command])
    signet.databaseUrl = options.env?.DATABASE_OWNER_URL ?? options.env?.DATABASE_URL ?? readDatabaseUrl(ownDir)
    return signet
  } catch (error) {
    await signet.stop()
    throw error
  }
}

/** Runs another command of Signet until it ends; `onStart` is told its process id. */
export async function runSignet(
  args: string[],
  env: Environment,
  onStart: (pid: number) => void = () => {},
): Promise<{ code: number | null; output: string }> {
  const launcher = launch(args, env)
  onStart(launcher.pid!)
  const output = collect(launcher)
  await new Promise<void>((resolve) => launcher.once('close', () => resolve()))
  return { code: launcher.exitCode, output: output() }
}

export function launch(args: string[], env: Environment, stdin: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  const own: Environment = { ...process.env }
  for (const name of [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'BASE_URL',
    'NODE_ENV',
    'NODE_OPTIONS',
    'VITEST',
    'HOST',
    'SMTP_HOST',
    'INGEST_DOMAIN',
  ])
    delete own[name]
  return spawn('node', [LAUNCHER, ...args], {
    // A folder that is not the checkout, and a group of its own for signals.
    cwd: tmpdir(),
    detached: true,
    stdio: [stdin, 'pipe', 'pipe'],
    env: { ...own, ...QUIET, ...env } as Environment as NodeJS.ProcessEnv,
  })
}

export function collect(launcher: ChildProcess): () => string {
  let text = ''
  for (const stream of [launcher.stdout, launcher.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

async function whenReady(launcher: ChildProcess, output: () => string, waitMs: number): Promise<void> {
  for (const deadline = Date.now() + waitMs; !output().includes('Signet is ready on'); await pause(50)) {
    if (hasEnded(launcher)) throw new Error(`Signet ended before it was ready. It said:\n${output()}`)
    if (Date.now() > deadline) throw new Error(`Signet was not ready in time. It said:\n${output()}`)
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

export async function end(launcher: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (hasEnded(launcher)) return launcher.exitCode
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()))
  launcher.kill(signal)
  await ended
  return launcher.exitCode
}

/** What a test that kills things has left running. */
async function endLeftovers(dataDir: string): Promise<void> {
  const postgres = readPostmaster(path.join(dataDir, 'postgres'))?.pid
  if (!postgres) return
  try {
    process.kill(postgres, 'SIGINT')
    for (;;) {
      process.kill(postgres, 0)
      await pause(50)
    }
  } catch {
    // it is gone
  }
}

function findPids(launcher: ChildProcess, dataDir: string): Pids {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args: args! }))
  const childOf = (parent: number | null, pattern: RegExp): number | null =>
    processes.find((one) => one.parent === parent && pattern.test(one.args))?.pid ?? null
  const supervisor = childOf(launcher.pid!, /signet\.ts (start|demo)/)
  const postmaster = readPostmaster(path.join(dataDir, 'postgres'))?.pid
  return {
    launcher: hasEnded(launcher) ? null : launcher.pid!,
    supervisor,
    // Next gives its process a title of its own.
    web: childOf(supervisor, /signet\.ts web|next-server/),
    worker: childOf(supervisor, /signet\.ts worker/),
    smtp: childOf(supervisor, /signet\.ts smtp/),
    postgres: processes.some((one) => one.pid === postmaster) ? postmaster! : null,
  }
}

function readDatabaseUrl(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim()
  const port = readPostmaster(path.join(dataDir, 'postgres'))!.port
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
