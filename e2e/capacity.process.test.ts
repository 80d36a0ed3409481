import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'
import { type Apart, type Service, startApart } from './service.ts'

let apart: Apart
let web: Service
let sent = 0

beforeAll(async () => {
  apart = await startApart()
  await apart.start('worker')
}, 180_000)
afterAll(() => apart.stop(), 60_000)
afterEach(() => web.end('SIGTERM'))

async function send(): Promise<Response> {
  const body = sampleReport({ id: `capacity-${sent++}` })
  return fetchAsKey(`${web.url}/api/v1/submissions?wait=10`, { method: 'POST', body })
}

async function countSubmissions(): Promise<number> {
  const { submissions } = (await (await fetchAsKey(`${web.url}/api/v1/submissions`)).json()) as {
    submissions: unknown[]
  }
  return submissions.length
}

test('a disk with less room than LIMIT_FREE_BYTES takes nothing new in, keeps what it has, and is not ready', async () => {
  web = await apart.start('web')
  expect((await send()).status).toBe(200)
  expect(await (await fetch(`${web.url}/readyz`)).json()).toEqual({ database: 'ok', worker: 'ok', intake: 'ok' })
  const before = await countSubmissions()
  await web.end('SIGTERM')

  web = await apart.start('web', { LIMIT_FREE_BYTES: String(Number.MAX_SAFE_INTEGER) })
  const refused = await send()
  expect(refused.status).toBe(507)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({
    status: 507,
    detail: expect.stringContaining('LIMIT_FREE_BYTES') as string,
  })
  expect(await countSubmissions()).toBe(before)
  expect((await fetchAsKey(`${web.url}/inbox`)).status).toBe(200)
  const ready = await fetch(`${web.url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ database: 'ok', worker: 'ok', intake: 'failed' })
}, 120_000)

test.each([
  ['its disk is full', '53100', 507, 'The disk of the database is full', null],
  ['it takes no more connections', '53300', 503, 'The database takes no more connections', '5'],
])(
  'a database that says that %s is passed on in a sentence, nothing is lost, and it goes on afterwards',
  async (_, code, status, sentence, retryAfter) => {
    web = await apart.start('web')
    expect((await send()).status).toBe(200)
    const before = await countSubmissions()
    await queryRows(
      apart.databaseUrl,
      `create function refuse_all() returns trigger language plpgsql as $$ begin
       raise exception 'no room' using errcode = '${code}'; end $$;
     create trigger refuse_all before insert on submission_chunk execute function refuse_all()`,
    )
    const refused = await send()
    expect(refused.status).toBe(status)
    expect(refused.headers.get('retry-after')).toBe(retryAfter)
    expect(((await refused.json()) as { detail: string }).detail).toContain(sentence)
    expect(await countSubmissions()).toBe(before)
    await queryRows(apart.databaseUrl, 'drop function refuse_all() cascade')
    expect((await send()).status).toBe(200)
    expect(await countSubmissions()).toBe(before + 1)
  },
  120_000,
)

test('a pool whose connections are all in use takes nothing new in, and whoever asked before gets the answer', async () => {
  web = await apart.start('web', { DATABASE_POOL: '2' })
  expect((await send()).status).toBe(200)
  const before = await countSubmissions()
  const holder = new pg.Client({ connectionString: apart.databaseUrl })
  await holder.connect()
  await holder.query('begin; lock table daily_source in access exclusive mode')
  const asked = Array.from({ length: 3 }, () => fetchAsKey(`${web.url}/api/v1/summary`))
  const held = `select count(*)::int as n from pg_locks where not granted and relation = 'daily_source'::regclass`
  await expect.poll(() => queryRows(apart.databaseUrl, held)).toEqual([{ n: 2 }])
  const refused = await send()
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(((await refused.json()) as { detail: string }).detail).toContain('All connections to the database are in use')
  await holder.query('rollback')
  await holder.end()
  for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200)
  expect(await countSubmissions()).toBe(before)
  expect((await send()).status).toBe(200)
}, 120_000)
