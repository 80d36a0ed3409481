import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { PlainError } from '../plain-error.ts'
import { waitForLock } from '../process-lock.js'
import { type Found, findServer } from './find-server.ts'
import { findFreePort } from './free-port.ts'
import { type Binaries, findBinaries } from './postgres-binaries.ts'
import { type PostgresUser, choosePostgresUser } from './postgres-user.ts'
import { disownPostmaster, isPostmasterAlive, readPostmaster } from './postmaster-file.ts'
import { EMBEDDED_ROLE, ensureRole } from './roles.ts'

/**
 * A real PostgreSQL of Signet's own, under the data directory. Its server outlives a killed Signet and is found again; it
 * listens on this machine's own address only, and its password never leaves the data directory.
 */

export type EmbeddedPostgres = {
  /** For the role that Signet works as. */
  url: string
  /** For the role that owns the tables. */
  ownerUrl: string
  pid: number
  /** It was running already, left behind by a killed Signet or started by another one. */
  reused: boolean
  isAlive(): boolean
  stop(): Promise<void>
}

type Place = {
  binaries: Binaries
  user: PostgresUser
  data: string
  secret: string
  password: string
  log: (line: string) => void
}

const START_TRIES_MS = 20_000
const STOP_WAIT_MS = 30_000
const LOG_BYTES_MAX = 10_000_000

/** @param dataDir an absolute path; made when missing */
export async function startEmbeddedPostgres({
  dataDir,
  log = () => {},
}: {
  dataDir: string
  log?: (line: string) => void
}): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const release = await waitForLock(path.join(dataDir, 'starting.lock'))
  try {
    const place = await openPlace(dataDir, log)
    if (!existsSync(path.join(place.data, 'PG_VERSION'))) await initialise(place)
    place.user.own(place.data)
    const running = await findServer(place.data, place.password)
    const server = running ?? (await startServer(place))
    const password = readSecret(path.join(dataDir, 'signet-password'))
    await ensureRole(urlOf('postgres', place.password, server), EMBEDDED_ROLE, password)
    return handle(place, { ...server, reused: running !== null, rolePassword: password })
  } finally {
    release()
  }
}

async function openPlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const binaries = await findBinaries()
  // Root's server runs as another user, who has to pass through.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const user = await choosePostgresUser(binaries.postgres, dataDir)
  const secret = path.join(dataDir, 'postgres-password')
  const password = readSecret(secret)
  return {
    binaries,
    user,
    data: path.join(dataDir, 'postgres'),
    secret,
    password,
    log,
  }
}

/** A password in a file that only its owner reads; made when there is none. */
function readSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function urlOf(role: string, password: string, { port }: Found): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`
}

/** Into another name first: what was cut short must not look finished. */
async function initialise({ binaries, user, data, secret, log }: Place): Promise<void> {
  log('Setting up the database …')
  const unfinished = `${data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  user.own(unfinished)
  user.own(secret)
  const access = ['-U', 'postgres', '--pwfile', secret, '-A', 'scram-sha-256']
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  await user.run(binaries.initdb, ['-D', unfinished, ...access, ...locale, '--no-instructions'])
  const settings = path.join(unfinished, 'postgresql.conf')
  writeFileSync(settings, `${readFileSync(settings, 'utf8')}\ninclude_if_exists = 'signet.conf'\n`)
  renameSync(unfinished, data)
}

function writeSettings({ data, user }: Place, port: number): void {
  const file = path.join(data, 'signet.conf')
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '128MB',
    log_checkpoints: 'off',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  writeFileSync(file, `# Written by Signet at each start.\n${lines.join('\n')}\n`, { mode: 0o600 })
  user.own(file)
}

async function startServer(place: Place): Promise<Found> {
  const { binaries, user, data } = place
  const logFile = path.join(data, 'server.log')
  let port = await findFreePort(lastPort(data))
  for (const deadline = Date.now() + START_TRIES_MS; ; await pause(300)) {
    const left = readPostmaster(data)
    if (left && !isPostmasterAlive(left.pid, data)) disownPostmaster(data)
    writeSettings(place, port)
    if (sizeOf(logFile) > LOG_BYTES_MAX) rmSync(logFile)
    const before = sizeOf(logFile)
    try {
      await user.run(binaries.pg_ctl, ['start', '-D', data, '-w', '-t', '300', '-s', '-l', logFile])
      return { port, pid: readPostmaster(data)!.pid }
    } catch (error) {
      const said = sizeOf(logFile) > 0 ? readFileSync(logFile).subarray(before).toString() : (error as Error).message
      if (said.includes('Address already in use')) port = await findFreePort()
      else if (!isPassing(said) || Date.now() > deadline)
        throw new PlainError(`PostgreSQL did not start. ${lastWords(said)}`)
    }
  }
}

/** What a killed server's remaining processes cause until they are gone. */
function isPassing(said: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(said)
}

function lastWords(said: string): string {
  const fatal = said.split('\n').filter((line) => /FATAL|PANIC|error/i.test(line))
  return `It said: ${(fatal.at(-1) ?? said.trim().split('\n').at(-1) ?? 'nothing').trim()}`
}

function lastPort(data: string): number | undefined {
  const file = path.join(data, 'signet.conf')
  return existsSync(file) ? Number(/^port = '(\d+)'/m.exec(readFileSync(file, 'utf8'))?.[1]) || undefined : undefined
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

type Served = Found & { reused: boolean; rolePassword: string }

function handle({ binaries, user, data, password }: Place, served: Served): EmbeddedPostgres {
  const { pid, reused, rolePassword } = served
  const isAlive = (): boolean => isPostmasterAlive(pid, data)
  return {
    url: urlOf(EMBEDDED_ROLE, rolePassword, served),
    ownerUrl: urlOf('postgres', password, served),
    pid,
    reused,
    isAlive,
    stop: async () => {
      if (!isAlive()) return
      // A second Ctrl-C ends pg_ctl but not what it has begun.
      await user.run(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30', '-s']).catch(() => {})
      for (const deadline = Date.now() + STOP_WAIT_MS; isAlive() && Date.now() < deadline;) await pause(100)
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
