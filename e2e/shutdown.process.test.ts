import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { queryRows } from './query-rows.ts'
import { sampleHead, sampleRecord } from './sample-report.ts'
import { type Apart, startApart } from './service.ts'

/** What a stop may take; it is promised to service managers. */
const STOP_MS = 10_000
const RECORDS = 200_000

const dataDir = mkdtempSync(path.join(tmpdir(), 'signet-shutdown-'))
let signet: Signet | null = null
let apart: Apart
let large: Buffer

beforeAll(async () => {
  const { bytes, packed } = await largeReport()
  expect(bytes).toBeGreaterThan(100_000_000)
  large = packed
  apart = await startApart()
}, 240_000)
afterAll(async () => {
  await signet?.stop()
  await apart.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

test('SIGTERM to the whole product, while it reads 100 MB and somebody uploads slowly, ends it within ten seconds, and the next start stores the report once', async () => {
  signet = await startSignet({ dataDir })
  const slow = await uploadSlowly(signet.url)
  await handInLarge(signet.url)
  await whenProcessing(signet.databaseUrl)
  await expectToEnd(() => signet!.end('SIGTERM'))
  slow.destroy()

  signet = await startSignet({ dataDir })
  await expectStoredOnce(signet.databaseUrl)
}, 360_000)

test('SIGTERM to a web process with a slow upload, and to a worker that reads 100 MB, ends them within ten seconds, and the next worker stores the report once', async () => {
  const web = await apart.start('web')
  const worker = await apart.start('worker')
  const slow = await uploadSlowly(web.url)
  await handInLarge(web.url)
  await whenProcessing(apart.databaseUrl)
  await Promise.all([expectToEnd(() => web.end('SIGTERM')), expectToEnd(() => worker.end('SIGTERM'))])
  slow.destroy()

  await apart.start('worker')
  await expectStoredOnce(apart.databaseUrl)
}, 360_000)

async function largeReport(): Promise<{ bytes: number; packed: Buffer }> {
  let bytes = 0
  function* parts(): Generator<string> {
    yield sampleHead({ id: 'large' })
    for (let n = 0; n < RECORDS; n++) yield sampleRecord({ ip: `198.51.100.${n % 250}`, count: (n % 9) + 1 })
    yield '</feedback>\n'
  }
  const counted = Readable.from(parts()).map((part: string) => {
    bytes += part.length
    return part
  })
  const packed = await buffer(counted.pipe(createGzip({ level: 1 })))
  return { bytes, packed }
}

/** A sender that has begun and goes on at some later time. */
async function uploadSlowly(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  socket.write(
    `POST /api/v1/submissions?filename=slow.xml HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 1000000\r\n\r\n<feedback>`,
  )
  return socket
}

async function handInLarge(url: string): Promise<void> {
  const answer = await fetchAsKey(`${url}/api/v1/submissions`, { method: 'POST', body: Uint8Array.from(large) })
  expect(answer.status).toBe(202)
}

/** The worker is in the middle of the report: the job is taken, and the bytes have been asked for. */
async function whenProcessing(databaseUrl: string): Promise<void> {
  const sql = `select status from submission where status = 'processing'`
  await expect.poll(async () => (await queryRows(databaseUrl, sql)).length, { timeout: 30_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await queryRows(databaseUrl, sql)).toHaveLength(1)
}

async function expectToEnd(end: () => Promise<number | null>): Promise<void> {
  const began = performance.now()
  expect(await end()).toBe(0)
  expect(performance.now() - began).toBeLessThan(STOP_MS)
}

async function expectStoredOnce(databaseUrl: string): Promise<void> {
  const status = async (): Promise<unknown> => queryRows(databaseUrl, 'select status from submission')
  await expect.poll(status, { timeout: 240_000, interval: 500 }).toEqual([{ status: 'stored' }])
  expect(await queryRows(databaseUrl, 'select count(*)::int as n from report')).toEqual([{ n: 1 }])
  expect(await queryRows(databaseUrl, 'select count(*)::int as n from record')).toEqual([{ n: RECORDS }])
}
