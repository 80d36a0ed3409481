import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'

import { findFreePort } from '#lib/db/free-port.ts'

import { type Environment, type Pids, type Signet, startSignet } from './instance.ts'

const SECONDS = 1_000

/** Its name has a space, as people's folders do. */
const dataDir = mkdtempSync(path.join(tmpdir(), 'signet start '))
let signet: Signet | null = null

async function start(options: { port?: number; env?: Environment } = {}): Promise<Signet> {
  const env = { SMTP_PORT: String(await findFreePort()), ...options.env }
  signet = await startSignet({ dataDir, ...options, env })
  return signet
}

afterEach(async () => {
  await signet?.stop()
  signet = null
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function isAlive(pid: number | null): boolean {
  if (pid === null) return false
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  // What is dead stays in the list as a zombie until the system's first process has taken note.
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )
}

async function allAlive(one: Signet): Promise<Pids> {
  const pids = await one.pids()
  for (const [name, pid] of Object.entries(pids)) expect(isAlive(pid), name).toBe(true)
  return pids
}

test(
  'a fresh data directory gives a product that answers, and Ctrl-C leaves no process',
  async () => {
    const one = await start()
    expect(await isReady(one.url)).toBe(true)
    expect(one.output()).toContain(`${one.url}/upload`)
    const pids = await allAlive(one)
    process.kill(-pids.launcher!, 'SIGINT') // the terminal sends it to the whole group
    expect(await one.end('SIGINT')).toBe(0)
    for (const [name, pid] of Object.entries(pids)) expect(isAlive(pid), name).toBe(false)
  },
  180 * SECONDS,
)

test(
  'the second start takes seconds',
  async () => {
    const began = performance.now()
    await start()
    expect(performance.now() - began).toBeLessThan(15 * SECONDS)
  },
  60 * SECONDS,
)

test(
  'SIGTERM to the launcher alone stops everything within ten seconds',
  async () => {
    const one = await start()
    const pids = await allAlive(one)
    const began = performance.now()
    expect(await one.end('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(10 * SECONDS)
    for (const [name, pid] of Object.entries(pids)) expect(isAlive(pid), name).toBe(false)
  },
  60 * SECONDS,
)

test.each(['web', 'worker', 'smtp', 'postgres'] as const)(
  'kill -9 of %s is mended without help',
  async (name) => {
    const one = await start()
    const before = (await one.pids())[name]!
    process.kill(before, 'SIGKILL')
    const isMended = async (): Promise<boolean> => {
      const now = (await one.pids())[name]
      return now !== null && now !== before && (await isReady(one.url))
    }
    await expect.poll(isMended, { timeout: 30 * SECONDS }).toBe(true)
    await allAlive(one)
    await queryOne(one.databaseUrl)
  },
  90 * SECONDS,
)

test(
  'kill -9 of everything but Postgres leaves no orphan, and the next start uses the server it finds',
  async () => {
    const one = await start()
    const before = await allAlive(one)
    process.kill(before.supervisor!, 'SIGKILL')
    const { web, worker, smtp } = before
    await expect.poll(() => [web, worker, smtp].some(isAlive), { timeout: 10 * SECONDS }).toBe(false)
    expect(isAlive(before.postgres)).toBe(true)

    const again = await start({ port: Number(new URL(one.url).port) })
    expect(again.output()).toContain('found running')
    expect((await again.pids()).postgres).toBe(before.postgres)
    await again.end('SIGTERM')
    expect(isAlive(before.postgres)).toBe(false)
  },
  90 * SECONDS,
)

test(
  'kill -9 of the launcher stops the rest',
  async () => {
    const one = await start()
    const before = await allAlive(one)
    process.kill(before.launcher!, 'SIGKILL')
    await expect.poll(() => Object.values(before).filter(isAlive), { timeout: 10 * SECONDS }).toEqual([])
  },
  60 * SECONDS,
)

test(
  'kill -9 of all processes at once: the next start works',
  async () => {
    const one = await start()
    for (const pid of Object.values(await allAlive(one))) process.kill(pid!, 'SIGKILL')
    const again = await start({ port: Number(new URL(one.url).port) })
    expect(await isReady(again.url)).toBe(true)
  },
  90 * SECONDS,
)

test(
  'a port that is taken is said in one sentence',
  async () => {
    const other = createServer()
    const port = await findFreePort()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} is taken by another program: stop that program or set PORT.`,
    )
    other.close()
  },
  60 * SECONDS,
)

test.each([
  [{ BASE_URL: 'signet.example.com' }, 'BASE_URL is "signet.example.com": it must be an address such as https://'],
  [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, 'TRUSTED_PROXIES has "proxy": it must be IP addresses or networks'],
  [{ SIGNET_API_KEY: 'short' }, 'SIGNET_API_KEY is too short: it must have 32 characters or more.'],
  [{ SIGNET_ADMIN_PASSWORD: '' }, 'SIGNET_ADMIN_EMAIL and SIGNET_ADMIN_PASSWORD belong together'],
  [{ SMTP_OUT_URL: 'smtp://mail.example.com' }, 'MAIL_FROM is not set'],
  [{ PORT: '80800' }, 'PORT is "80800": it must be a whole number'],
])(
  '%o is refused in one sentence, before anything is made',
  async (env, sentence) => {
    const unmade = path.join(dataDir, 'unmade')
    await expect(startSignet({ dataDir: unmade, env })).rejects.toThrow(sentence)
    expect(existsSync(unmade)).toBe(false)
  },
  60 * SECONDS,
)

test(
  'a second Signet on the same data directory is refused, and told which process has it',
  async () => {
    const one = await start()
    const { supervisor } = await one.pids()
    await expect(startSignet({ dataDir })).rejects.toThrow(`process ${supervisor}`)
    expect(await isReady(one.url)).toBe(true)
  },
  60 * SECONDS,
)

test(
  'a database whose role would not keep organizations apart is refused with what to do',
  async () => {
    const one = await start()
    await expect(startSignet({ env: { DATABASE_URL: one.databaseUrl } })).rejects.toThrow(
      /role postgres of DATABASE_URL is a superuser.*DATABASE_OWNER_URL to the present value/,
    )
  },
  60 * SECONDS,
)

test(
  'listens for others where HOST says so, and prints where the first account is made as long as there is none',
  async () => {
    const none = { SIGNET_ADMIN_EMAIL: '', SIGNET_ADMIN_PASSWORD: '' }
    const env = { HOST: '0.0.0.0', BASE_URL: 'https://signet.example.com', ...none }
    const one = (signet = await startSignet({ env }))
    expect(one.output()).toContain('Signet is ready on https://signet.example.com')
    expect(one.output()).toMatch(
      /Open https:\/\/signet\.example\.com\/set-up#token=[\w-]{43} and make the first account/,
    )
    expect((await fetch(`${one.url}/healthz`)).status).toBe(200)
  },
  60 * SECONDS,
)

test(
  'two Signets start at once on one outside database, and one of them brings its tables up to date',
  async () => {
    const one = await start()
    // One role that owns its database and is no superuser is enough.
    await withClient(one.databaseUrl, (client) => client.query(`create role plain login password 'plain'`))
    await withClient(one.databaseUrl, (client) => client.query('create database shared owner plain'))
    const url = new URL(one.databaseUrl)
    Object.assign(url, { pathname: '/shared', username: 'plain', password: 'plain' })
    const two = await Promise.all([1, 2].map(() => startSignet({ env: { DATABASE_URL: url.href } })))
    for (const each of two) expect(await isReady(each.url)).toBe(true)
    expect(two.filter((each) => each.output().includes('Tables brought up to date'))).toHaveLength(1)
    await Promise.all(two.map((each) => each.stop()))
  },
  120 * SECONDS,
)

async function queryOne(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, (client) => client.query('select 1'))
}

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
