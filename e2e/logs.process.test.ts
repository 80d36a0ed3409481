import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'
import { type Apart, type Service, startApart } from './service.ts'

/** Each stands for something that nobody but the operator's database may hold. */
const LOCAL_PART = 'marker-local-part'
const FILE_NAME = 'marker-file-name'
const QUERY = 'marker-query'
const SOURCE = '203.0.113.77'
const SOURCE_V6 = '2001:db8:77::77'

let apart: Apart
let web: Service
let worker: Service

beforeAll(async () => {
  apart = await startApart()
  ;[web, worker] = await Promise.all([apart.start('web'), apart.start('worker')])
}, 180_000)
afterAll(() => apart.stop(), 60_000)

async function send(body: string | Buffer): Promise<void> {
  const path = `/api/v1/submissions?wait=5&filename=${FILE_NAME}.xml`
  await fetchAsKey(web.url + path, { method: 'POST', body: Uint8Array.from(Buffer.from(body)) }).catch(() => {})
}

async function visit(path: string): Promise<void> {
  await fetchAsKey(`${web.url}${path}?receiver=${QUERY}&token=${QUERY}`).then(
    (answer) => answer.text(),
    () => {},
  )
}

function report(id: string): string {
  return sampleReport({
    id,
    email: `${LOCAL_PART}@reporter.example`,
    records: [{ ip: SOURCE, envelopeTo: `${LOCAL_PART}.example` }, { ip: SOURCE_V6 }],
  })
}

test('successes and failures of every kind leave lines of JSON without secrets, addresses and names of files', async () => {
  await send(gzipSync(report('stored')))
  await send(report('damaged').slice(0, 900))
  await send(gzipSync(report('cut')).subarray(0, 300))
  await visit('/')
  await visit(`/sources/${SOURCE}`)
  await visit('/no-such-page')

  // A fault in the worker and one in the web process, each with a row that Postgres tells about.
  await queryRows(
    apart.databaseUrl,
    `create function fault() returns trigger language plpgsql as $$ begin
       raise exception 'invalid input syntax for type inet: "${SOURCE} of ${LOCAL_PART}@reporter.example"'
         using errcode = '22P02', detail = '${LOCAL_PART}', hint = '${FILE_NAME}'; end $$;
     create trigger fault before insert on report execute function fault()`,
  )
  await send(report('a fault in the worker'))
  await queryRows(apart.databaseUrl, 'create trigger fault before insert on submission execute function fault()')
  await send(report('a fault in the web process'))
  await queryRows(apart.databaseUrl, 'drop function fault() cascade; alter table daily_total rename to moved')
  await visit('/')
  await visit('/api/v1/summary')
  await queryRows(apart.databaseUrl, 'alter table moved rename to daily_total')

  await apart.stopDatabase()
  await send(report('no database'))
  await visit('/')
  await visit('/api/v1/reports')
  await worker.end('SIGTERM')
  await apart.startDatabase()
  await web.end('SIGTERM')

  const output = web.output() + worker.output()
  const lines = output.trim().split('\n')
  const spoken = lines.map((line) => JSON.parse(line) as { msg: string; error?: { code: string } })
  expect(spoken.every(({ msg }) => typeof msg === 'string')).toBe(true)
  // The failures were there, and were told with their codes.
  const codes = new Set(spoken.map(({ error }) => error?.code))
  expect([...codes]).toEqual(expect.arrayContaining(['22P02', 'P1001']))
  expect(output).toContain('Failed task')
  for (const secret of [new URL(apart.databaseUrl).password, LOCAL_PART, FILE_NAME, QUERY, SOURCE, SOURCE_V6])
    expect(lines.filter((line) => line.includes(secret))).toEqual([])
}, 180_000)
