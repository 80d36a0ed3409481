import { gzipSync } from 'node:zlib'

import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleReport } from './sample-report.ts'

const SUBMISSIONS = 500
const RECORDS = 12
const KILLS = 4

let signet: Signet

beforeAll(async () => {
  signet = await startSignet()
}, 180_000)
afterAll(() => signet.stop())

/** A kill says how many submissions were open when it came. */
type Kill = () => Promise<number>

/** Kills a process of the product again and again while `SUBMISSIONS` reports are handed in, then waits for the last outcome. */
async function handInWhileKilling(prefix: string, kill: Kill): Promise<void> {
  let accepted = 0
  const openAtKills: number[] = []
  const killing = (async () => {
    for (let n = 1; n <= KILLS; n++) {
      while (accepted < (n * SUBMISSIONS) / (KILLS + 1)) await pause(10)
      openAtKills.push(await kill())
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
  expect(openAtKills).toHaveLength(KILLS)
  // Only then has a kill interrupted anything.
  expect(Math.max(...openAtKills)).toBeGreaterThan(0)
}

/** Kills this process once it is there, and waits for the next one. @returns the submissions that were open. */
async function killAndWait(name: 'worker' | 'postgres'): Promise<number> {
  const find = async (): Promise<number | null> => (await signet.pids())[name]
  let pid = await find()
  for (; pid === null; pid = await find()) await pause(20)
  const open = await countOpen()
  process.kill(pid, 'SIGKILL')
  for (let next: number | null = pid; next === pid || next === null; next = await find()) await pause(50)
  return open
}

async function countOpen(): Promise<number> {
  const client = new pg.Client({ connectionString: signet.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ open: number }>(
      `select count(*)::int as open from submission where status in ('queued', 'processing')`,
    )
    return rows[0]!.open
  } finally {
    await client.end()
  }
}

/** Sends until Signet says yes, as a mail server would. A yes that got lost means that the report comes twice. */
async function handIn(id: string): Promise<void> {
  const records = Array.from({ length: RECORDS }, (_, n) => ({ ip: `192.0.2.${n + 1}`, count: n + 1 }))
  const body = gzipSync(sampleReport({ id, records }))
  for (;;) {
    const answer = await fetchAsKey(`${signet.url}/api/v1/submissions`, { method: 'POST', body }).catch(() => null)
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
    await expect.poll(countOpen, { timeout: 90_000 }).toBe(0)
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

test.each([
  ['the worker', 'worker'],
  ['Postgres', 'postgres'],
] as const)(
  'kill -9 of %s in the middle of 500 submissions loses none and doubles none',
  async (_, name) => {
    await handInWhileKilling(name, () => killAndWait(name))
    await expectAllStoredOnce(name)
  },
  240_000,
)
