import { gzipSync } from 'node:zlib'

import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Signet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'

const SUBMISSIONS = 500
const RECORDS = 12

let signet: Signet

beforeAll(async () => {
  signet = await startSignet()
}, 180_000)
afterAll(() => signet.stop())

/** Kills a process of the product again and again while `SUBMISSIONS` reports are handed in, then waits for the last outcome. */
async function handInWhileKilling(prefix: string, kill: () => Promise<void>): Promise<void> {
  let accepted = 0
  const killing = (async () => {
    for (let mark = SUBMISSIONS / 5; mark < SUBMISSIONS; mark += SUBMISSIONS / 5) {
      while (accepted < mark) await pause(10)
      await kill()
    }
  })()
  const queue = Array.from({ length: SUBMISSIONS }, (_, index) => index)
  const senders = Array.from({ length: 4 }, async () => {
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
      await handIn(`${prefix}-${index}`)
      accepted++
    }
  })
  await Promise.all([...senders, killing])
}

/** Sends until Signet says yes, as a mail server would. A yes that got lost means that the report comes twice. */
async function handIn(id: string): Promise<void> {
  const records = Array.from({ length: RECORDS }, (_, n) => ({ ip: `192.0.2.${n + 1}`, count: n + 1 }))
  const body = gzipSync(sampleReport({ id, records }))
  for (;;) {
    const answer = await fetch(`${signet.url}/api/v1/submissions`, { method: 'POST', body }).catch(() => null)
    await answer?.arrayBuffer().catch(() => null)
    if (answer?.status === 202 || answer?.status === 200) return
    await pause(100)
  }
}

async function expectAllStoredOnce(prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: signet.databaseUrl })
  await client.connect()
  const one = async (sql: string): Promise<unknown> => (await client.query(sql)).rows[0]
  try {
    await expect
      .poll(() => one(`select count(*)::int as open from submission where status in ('queued', 'processing')`), {
        timeout: 90_000,
      })
      .toEqual({ open: 0 })
    expect(await one(`select count(*)::int as refused from submission where status = 'rejected'`)).toEqual({
      refused: 0,
    })
    const messages = (SUBMISSIONS * RECORDS * (RECORDS + 1)) / 2
    expect(
      await one(`select count(distinct p.id)::int as reports, count(*)::int as records, sum(r.count)::int as messages
        from report p join record r on r."reportId" = p.id where p."externalId" like '${prefix}-%'`),
    ).toEqual({ reports: SUBMISSIONS, records: SUBMISSIONS * RECORDS, messages })
    expect(
      await one(`select (select sum(messages) from daily_total) = (select sum(count) from record) as equal`),
    ).toEqual({ equal: true })
    expect(
      await one(`select (select sum(messages) from daily_source) = (select sum(count) from record) as equal`),
    ).toEqual({ equal: true })
  } finally {
    await client.end()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

test('kill -9 of the worker in the middle of 500 submissions loses none and doubles none', async () => {
  await handInWhileKilling('worker', async () => {
    const { worker } = await signet.pids()
    if (worker) process.kill(worker, 'SIGKILL')
  })
  await expectAllStoredOnce('worker')
}, 240_000)

test('kill -9 of Postgres in the middle of 500 submissions loses none and doubles none', async () => {
  await handInWhileKilling('postgres', async () => {
    const { postgres } = await signet.pids()
    if (postgres) process.kill(postgres, 'SIGKILL')
    while ((await signet.pids()).postgres === postgres) await pause(50)
  })
  await expectAllStoredOnce('postgres')
}, 240_000)
