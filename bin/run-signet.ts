import { mkdirSync } from 'node:fs'

import type { Config } from '#lib/config.ts'
import { type DatabaseUrls, migrate } from '#lib/db/migrate.ts'
import { PlainError } from '#lib/plain-error.ts'
import { tryLock } from '#lib/process-lock.js'

import { childEnvironment } from './child-environment.ts'
import { LEFTOVERS_MS, claimMailPort, claimPort } from './claim-port.ts'
import { outsideDatabase, supervisorLock } from './installation.ts'
import { type KeptPostgres, keepPostgres } from './keep-postgres.ts'
import { secondsSince } from './run-step.ts'
import { type Supervised, supervise } from './supervise.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * The supervisor. Brings up the database, then web, worker and the listener for mail, keeps them running, and takes them down in
 * the opposite order when it is told to stop. All but PostgreSQL end by themselves when it dies; PostgreSQL is found again.
 */

const CHILD_STOP_MS = 7_000

type Product = {
  config: Config
  /** What is done in the database, which is up to date, before any other process starts; it ends early when it is told to stop. */
  prepare?: (urls: DatabaseUrls, isStopping: () => boolean) => Promise<void>
  /** What a person can do now, in a sentence. */
  welcome: (databaseUrl: string) => Promise<string>
}

type Undo = () => Promise<void> | void
type Step = Product & { undo: Undo[]; stopping: { now: boolean } }

/** Runs Signet until it is told to stop. @returns the exit code. */
export async function runSignet(product: Product): Promise<number> {
  const began = performance.now()
  const stopping = { now: false }
  const stopped = untilStopped('signals').then(() => void (stopping.now = true))
  const step: Step = { ...product, undo: [], stopping }
  try {
    const databaseUrl = await bringUp(step, stopped)
    if (databaseUrl && !stopping.now) await greet(step, databaseUrl, began)
    await stopped
    return 0
  } finally {
    if (stopping.now) console.log('\nStopping …')
    stopping.now = true
    for (const undo of step.undo.toReversed()) await undo()
  }
}

/** @returns where the database is, or null when it was told to stop meanwhile. */
async function bringUp(step: Step, stopped: Promise<void>): Promise<string | null> {
  const { undo, stopping } = step
  mkdirSync(step.config.dataDir, { recursive: true, mode: 0o700 })
  if (!step.config.databaseUrl) await claimDataDir(step)
  const config = await claimPorts(step)
  if (stopping.now) return null

  const children: Supervised[] = []
  const database = await openDatabase(step, () => children.forEach((child) => child.renew()))
  if (stopping.now) return null

  let began = performance.now()
  const applied = await migrate(database.urls())
  if (applied.length > 0) console.log(`Tables brought up to date (${secondsSince(began)}).`)
  if (stopping.now) return null

  await step.prepare?.(database.urls(), () => stopping.now)
  if (stopping.now) return null

  began = performance.now()
  const surroundings = {
    env: () => childEnvironment(config, database.urls().url),
    isDatabaseUp: database.isUp,
    whenDatabaseUp: database.whenUp,
    log: (line: string) => console.log(line),
  }
  undo.push(async () => void (await Promise.all(children.map((child) => child.stop(CHILD_STOP_MS)))))
  children.push(supervise('web', surroundings), supervise('worker', surroundings))
  if (config.smtp) children.push(supervise('smtp', surroundings))
  await Promise.race([Promise.all(children.map((child) => child.ready)), stopped])
  if (stopping.now) return null
  console.log(`${config.smtp ? 'Web, worker and listener' : 'Web and worker'} started (${secondsSince(began)}).`)
  if (config.smtp)
    console.log(`Mail for …@${config.ingestDomain} is received on ${config.smtp.host}, port ${config.smtp.port}.`)
  return database.urls().url
}

/** Two supervisors would each think the server theirs to stop. */
async function claimDataDir({ config, undo }: Step): Promise<void> {
  for (const deadline = Date.now() + LEFTOVERS_MS; ; await pause()) {
    const { release, heldBy } = tryLock(supervisorLock(config.dataDir))
    if (release) return void undo.push(release)
    if (Date.now() > deadline)
      throw new PlainError(
        `Signet runs already on ${config.dataDir} (process ${heldBy}): stop that one, or set both DATA_DIR and PORT for a second one.`,
      )
  }
}

/** @returns the configuration, without the listener for mail when that cannot be. */
async function claimPorts({ config }: Step): Promise<Config> {
  const [, trouble] = await Promise.all([claimPort(config), claimMailPort(config)])
  if (!trouble) return config
  console.log(trouble)
  return { ...config, smtp: null }
}

type OpenDatabase = Pick<KeptPostgres, 'urls' | 'isUp' | 'whenUp'>

async function openDatabase({ config, undo }: Step, onMoved: () => void): Promise<OpenDatabase> {
  const { dataDir } = config
  const urls = outsideDatabase(config)
  if (urls) return { urls: () => urls, isUp: () => true, whenUp: async () => {} }
  const began = performance.now()
  const postgres = await keepPostgres({ dataDir, log: (line) => console.log(line), onMoved })
  undo.push(() => postgres.stop())
  console.log(`Database ${postgres.reused ? 'found running' : 'started'} (${secondsSince(began)}).`)
  return postgres
}

async function greet({ config, welcome }: Product, databaseUrl: string, began: number): Promise<void> {
  const sentence = await welcome(databaseUrl)
  console.log(`
Signet is ready on ${config.baseUrl} (${secondsSince(began)}).
${sentence} Ctrl-C stops Signet.`)
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200))
}
