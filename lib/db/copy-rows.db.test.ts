import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { copyRows, copyText } from './copy-rows.ts'
import type { Column } from './insert-rows.ts'
import { inTransaction } from './tenant.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'

type Row = { organizationId: string; id: number; text: string | null; is: boolean; json: unknown }
const COLUMNS: Column<Row>[] = [
  ['organizationId', 'uuid', (row) => row.organizationId],
  ['id', 'int', (row) => row.id],
  ['text', 'text', (row) => row.text],
  ['is', 'boolean', (row) => row.is],
  ['json', 'jsonb', (row) => (row.json === null ? null : JSON.stringify(row.json))],
]
const COPIED = { text: copyText('copied', COLUMNS), columns: COLUMNS }
const MINE = '01900000-0000-7000-8000-00000000000a'
const THEIRS = '01900000-0000-7000-8000-00000000000b'

let database: TestDatabase
let owner: pg.Client
/** Of one connection, so that each test meets what the last one left on it. */
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`create table copied ("organizationId" uuid, id int primary key, text text, "is" boolean, json jsonb);
    alter table copied enable row level security;
    create policy tenant on copied using ("organizationId" = current_setting('app.organization_id')::uuid);
    grant select, insert on copied to public`)
  pool = new pg.Pool({ connectionString: database.url, max: 1 })
})
beforeEach(() => owner.query('truncate copied'))
afterAll(async () => {
  await pool.end()
  await owner.end()
  await database.drop()
})

const copy = (rows: Row[], copied = COPIED): Promise<void> =>
  inTransaction(pool, MINE, (client) => copyRows(client, copied, rows))

async function stored(): Promise<Row[]> {
  return (await owner.query<Row>('select * from copied order by id')).rows
}

function makeRow(id: number, text: string | null): Row {
  return { organizationId: MINE, id, text, is: id % 2 === 0, json: text && { text, nested: ['\\', '"', '\n\t', text] } }
}

test('every text comes out as it went in', async () => {
  const texts = [
    '',
    ' ',
    '\\',
    '\\N',
    '\\.',
    '\\.\n',
    'a\tb\nc\rd\\e\r\n',
    '\\\\t',
    '\\x41\\101',
    '\b\f\v',
    '\u0001\u007f\u0085\u2028',
  ]
  const more = ['ü€😀\u{10ffff}', '"', "'; drop table record; --", 'NULL', 'null', '{"a",b}', null, 'x'.repeat(200_000)]
  const rows = [...texts, ...more].map((text, id) => makeRow(id, text))
  await copy(rows)
  expect(await stored()).toEqual(rows)
})

test('writes several times in a transaction, and more than a connection holds at once', async () => {
  const rows = Array.from({ length: 6_000 }, (_, id) => makeRow(id, 'x'.repeat(1_000)))
  await inTransaction(pool, MINE, async (client) => {
    for (let from = 0; from < rows.length; from += 2_000) await copyRows(client, COPIED, rows.slice(from, from + 2_000))
  })
  expect(await stored()).toEqual(rows)
})

test('an error of the database is thrown, early or late, nothing is left of it, and the connection goes on', async () => {
  const many = Array.from({ length: 20_000 }, (_, id) => makeRow(id % 7, 'x'.repeat(100)))
  await expect(copy(many)).rejects.toThrow('duplicate key')
  const noColumn: Column<Row>[] = [['nothing', 'int', () => 1]]
  await expect(copy(many, { text: copyText('copied', noColumn), columns: noColumn })).rejects.toThrow('"nothing"')
  const badValue: Column<Row>[] = [['id', 'int', () => 'x']]
  await expect(copy(many, { text: copyText('copied', badValue), columns: badValue })).rejects.toThrow('invalid input')
  await copy([makeRow(1, 'after')])
  expect(await stored()).toEqual([makeRow(1, 'after')])
})

test('a row of another organization is refused, and its neighbours with it', async () => {
  const rows = [makeRow(1, 'mine'), { ...makeRow(2, 'theirs'), organizationId: THEIRS }]
  await expect(copy(rows)).rejects.toThrow('row-level security')
  expect(await stored()).toEqual([])
})
