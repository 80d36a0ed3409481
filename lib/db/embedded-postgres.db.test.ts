import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'

import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const parent = mkdtempSync(path.join(tmpdir(), 'signet postgres '))
const dataDir = path.join(parent, 'data')
let server: EmbeddedPostgres | null = null

async function start(): Promise<EmbeddedPostgres> {
  server = await startEmbeddedPostgres({ dataDir })
  return server
}

afterEach(() => server?.stop())
afterAll(() => rmSync(parent, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer
  } finally {
    await client.end()
  }
}

test('a new server is reached with its password on this machine only, and stops without a trace', async () => {
  const one = await start()
  expect(one.reused).toBe(false)
  expect(await ask(one.url, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1')
  const wrong = new URL(one.url)
  wrong.password = 'wrong'
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/)
  for (const secret of ['postgres-password', 'signet-password'])
    expect(statSync(path.join(dataDir, secret)).mode & 0o777).toBe(0o600)
  await one.stop()
  expect(one.isAlive()).toBe(false)
})

test('a second start finds the running server', async () => {
  const one = await start()
  const two = await startEmbeddedPostgres({ dataDir })
  expect(two).toMatchObject({ reused: true, url: one.url, pid: one.pid })
})

test('starts at once give one server', async () => {
  const all = await Promise.all([start(), start(), start()])
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
  expect(all.filter(({ reused }) => !reused)).toHaveLength(1)
})

test('after kill -9 it starts again under the same address with all that was committed', async () => {
  const one = await start()
  await ask(one.ownerUrl, 'create table kept as select 42 as answer')
  process.kill(one.pid, 'SIGKILL')
  await expect.poll(() => one.isAlive()).toBe(false)
  const two = await start()
  expect(two).toMatchObject({ reused: false, url: one.url })
  expect(await ask(two.ownerUrl, 'select answer from kept')).toBe(42)
})

test('starts although its old process id belongs to another process by now', async () => {
  const one = await start()
  await one.stop()
  const left = [process.pid, path.join(dataDir, 'postgres'), 1_700_000_000, 20_001, '', '127.0.0.1', '0 0', 'ready']
  writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${left.join('\n')}\n`)
  expect((await start()).reused).toBe(false)
})

test('a first start that was cut short is begun anew', async () => {
  const cut = path.join(parent, 'cut')
  mkdirSync(path.join(cut, 'postgres.new'), { recursive: true })
  writeFileSync(path.join(cut, 'postgres.new', 'PG_VERSION'), '18\n')
  const one = await startEmbeddedPostgres({ dataDir: cut })
  expect(await ask(one.url, 'select 1 as answer')).toBe(1)
  await one.stop()
})
