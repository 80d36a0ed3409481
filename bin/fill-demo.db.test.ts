import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { readConfig } from '#lib/config.ts'
import { type TestDatabase, createTestDatabase } from '#lib/db/testing/test-database.ts'

import { fillDemo } from './fill-demo.ts'

const LAST_DAY = '2026-03-10'

let testDatabase: TestDatabase
let dataDir: string

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  dataDir = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
})
afterEach(async () => {
  await testDatabase.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Fills until it has been asked `times` whether it is to stop. */
async function fillUntil(times: number): Promise<void> {
  let asked = 0
  const config = { ...readConfig({ NODE_ENV: 'test' }), dataDir, databaseUrl: testDatabase.url }
  await fillDemo({ config, urls: testDatabase }, LAST_DAY, () => ++asked > times)
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: testDatabase.ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

test('what was stopped before its end is marked as a demo but not as filled, and is begun anew from nothing', async () => {
  await fillUntil(30)
  const [first] = await query<{ submissions: number; id: string }>(
    'select count(s.id)::int as submissions, o.id from organization o join submission s on s."organizationId" = o.id group by o.id',
  )
  expect(first!.submissions).toBeGreaterThan(10)
  expect(existsSync(path.join(dataDir, 'filled-until'))).toBe(false)

  await fillUntil(0)
  const organizations = await query<{ id: string; isDemo: boolean }>('select id, "isDemo" from organization')
  expect(organizations).toEqual([{ id: expect.not.stringMatching(first!.id) as string, isDemo: true }])
  expect(await query('select id from submission')).toEqual([])
})

test('a database with something real in it is refused and left as it is', async () => {
  await query(`insert into organization (id, name) values ('01900000-0000-7000-8000-000000000001', 'Somebody')`)
  await expect(fillUntil(30)).rejects.toThrow('is not one of a demo')
  expect(await query('select name, "isDemo" from organization')).toEqual([{ name: 'Somebody', isDemo: false }])
})
