import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'
import { type Apart, type Service, startApart } from './service.ts'

let apart: Apart
let web: Service

beforeAll(async () => {
  apart = await startApart()
  web = await apart.start('web')
}, 180_000)
afterAll(() => apart.stop(), 60_000)

type Metrics = Record<string, number>

/** The lines of Prometheus' text by name and labels. */
async function measure(service = web): Promise<Metrics> {
  const answer = await fetch(`${service.url}/metrics`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]))
}

async function handIn(id: string): Promise<void> {
  const body = sampleReport({ id, records: [{ ip: '192.0.2.1' }] })
  const answer = await fetchAsKey(`${web.url}/api/v1/submissions`, { method: 'POST', body })
  expect(answer.status).toBe(202)
}

test('tells what waits, who works and how much room there is, the same from every web process', async () => {
  for (const id of ['one', 'two', 'three']) await handIn(id)
  await queryRows(apart.databaseUrl, `update submission set "receivedAt" = now() - interval '1 hour'`)
  const waiting = await measure()
  expect(waiting).toMatchObject({
    signet_database_up: 1,
    signet_workers: 0,
    'signet_submissions_open{status="queued"}': 3,
    'signet_submissions_open{status="processing"}': 0,
    'signet_queue_jobs{state="ready"}': 3,
    'signet_queue_jobs{state="locked"}': 0,
    'signet_queue_jobs{state="failing"}': 0,
    'signet_jobs{status="queued"}': 0,
  })
  expect(waiting['signet_submissions_open_oldest_seconds{status="queued"}']).toBeGreaterThanOrEqual(3_600)
  expect(waiting['signet_table_bytes{table="submission"}']).toBeGreaterThan(0)
  expect(waiting.signet_data_dir_free_bytes).toBeGreaterThan(0)

  const [other] = await Promise.all([apart.start('web'), apart.start('worker'), apart.start('worker')])
  const done = async (): Promise<number | undefined> => (await measure())['signet_submissions_open{status="queued"}']
  await expect.poll(done, { timeout: 20_000 }).toBe(0)
  await queryRows(apart.databaseUrl, 'analyze record')
  const shared = (metrics: Metrics): Metrics =>
    Object.fromEntries(
      Object.entries(metrics).filter(([name]) => /^signet_(workers|jobs|queue|sub|table_rows)/.test(name)),
    )
  const [here, there] = [shared(await measure()), shared(await measure(other))]
  expect(here).toEqual(there)
  expect(here).toMatchObject({ signet_workers: 2, 'signet_table_rows_estimate{table="record"}': 3 })
}, 120_000)

test('counts the requests of the process by kind and outcome, and never says which id or address was asked for', async () => {
  const id = '0193fa1c-7c1e-7000-8000-1234567890ab'
  for (const path of [`/api/v1/reports/${id}`, '/sources/192.0.2.1?domain=example.com', `/${id}`, '/healthz'])
    await (await fetchAsKey(web.url + path)).arrayBuffer()
  const metrics = await measure()
  expect(metrics['signet_http_requests_total{method="GET",route="api/reports",status="404"}']).toBe(1)
  expect(metrics['signet_http_requests_total{method="GET",route="page/sources",status="200"}']).toBe(1)
  expect(metrics['signet_http_requests_total{method="GET",route="other",status="404"}']).toBe(1)
  expect(metrics['signet_http_requests_total{method="POST",route="api/submissions",status="202"}']).toBe(3)
  expect(metrics['signet_pool_connections{state="total"}']).toBeGreaterThan(0)
  expect(metrics['signet_pool_connections{state="waiting"}']).toBe(0)
  expect(metrics.process_resident_memory_bytes).toBeGreaterThan(0)
  expect(Object.keys(metrics).join()).not.toMatch(/0193fa1c|192\.0\.2|example\.com/)
}, 60_000)

test('answers without the database, and says that it is down', async () => {
  await apart.stopDatabase()
  const metrics = await measure()
  expect(metrics.signet_database_up).toBe(0)
  expect(metrics).not.toHaveProperty('signet_workers')
  expect(metrics.process_resident_memory_bytes).toBeGreaterThan(0)
  await apart.startDatabase()
  await expect.poll(async () => (await measure()).signet_database_up, { timeout: 10_000 }).toBe(1)
}, 60_000)
