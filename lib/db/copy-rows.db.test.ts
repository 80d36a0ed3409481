import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { copyRows } from './copy-rows.ts'
import type { Column } from './insert-rows.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'

type Row = { id: number; text: string | null; is: boolean; json: unknown }
const COLUMNS: Column<Row>[] = [
  ['id', 'int', (row) => row.id],
  ['text', 'text', (row) => row.text],
  ['is', 'boolean', (row) => row.is],
  ['json', 'jsonb', (row) => JSON.stringify(row.json)],
]
const into = { table: 'copied', columns: COLUMNS }

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('create table copied (id int primary key, text text, "is" boolean, json jsonb)')
})
beforeEach(() => client.query('truncate copied'))
afterAll(async () => {
  await client.end()
  await database.drop()
})

test('every text comes out as it went in', async () => {
  const texts = ['', '\\N', '\\.', 'a\tb\nc\rd\\e', '\\\\t', 'ü€😀', '"', "'", null, '\u0001\u007f', 'NULL']
  const rows = texts.map((text, id) => ({ id, text, is: id % 2 === 0, json: { text, nested: ['\\', '"', '\n\t'] } }))
  await copyRows(client, into, rows)
  expect((await client.query('select * from copied order by id')).rows).toEqual(rows)
})

test('writes more than a connection holds at once, and nothing at all of no rows', async () => {
  await copyRows(client, into, [])
  const row = { text: 'x'.repeat(1_000), is: true, json: {} }
  await copyRows(
    client,
    into,
    Array.from({ length: 5_000 }, (_, id) => ({ id, ...row })),
  )
  const { rows } = await client.query('select count(*)::int as rows, sum(length(text))::int as length from copied')
  expect(rows).toEqual([{ rows: 5_000, length: 5_000_000 }])
})

test('a row that cannot be written as text ends the copy, and the connection goes on', async () => {
  const broken: Column<Row>[] = [['id', 'int', (row) => (row.id === 2 ? fail() : row.id)]]
  const rows = [1, 2, 3].map((id) => ({ id, text: null, is: true, json: {} }))
  await expect(copyRows(client, { ...into, columns: broken }, rows)).rejects.toThrow('no such value')
  expect((await client.query('select count(*)::int as rows from copied')).rows).toEqual([{ rows: 0 }])
})

function fail(): never {
  throw new Error('no such value')
}

test('an error of the database is thrown, early or late, and the connection goes on', async () => {
  const many = Array.from({ length: 20_000 }, (_, id) => ({ id: id % 7, text: 'x'.repeat(100), is: true, json: {} }))
  await expect(copyRows(client, into, many)).rejects.toThrow('duplicate key')
  const bad = { ...into, columns: [['nothing', 'int', () => 1]] as Column<Row>[] }
  await expect(copyRows(client, bad, many)).rejects.toThrow('"nothing"')
  expect((await client.query('select count(*)::int as rows from copied')).rows).toEqual([{ rows: 0 }])
})
