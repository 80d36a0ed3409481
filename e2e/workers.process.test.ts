import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchAsKey } from './as-key.ts'
import { runSignet } from './instance.ts'
import { queryRows } from './query-rows.ts'
import { sampleReport } from './sample-report.ts'
import { type Apart, type Service, startApart } from './service.ts'

const SINGLES = 220
const DUPLICATES = 40
const MAILBOXES = 20
const MAILS = 5
const DAMAGED = 20
const RECORDS = 12

let apart: Apart
let web: Service
let workers: Service[]

beforeAll(async () => {
  apart = await startApart()
  web = await apart.start('web')
  workers = await Promise.all(Array.from({ length: 4 }, () => apart.start('worker')))
}, 240_000)
afterAll(() => apart.stop(), 60_000)

test('four workers on one database, two of them killed and one more started: nothing is lost, nothing is doubled, every sum is right', async () => {
  const ids: string[] = []
  const bodies = shuffle([
    ...Array.from({ length: SINGLES }, (_, n) => gzipSync(report(`single-${n}`))),
    ...Array.from({ length: DUPLICATES }, (_, n) => Buffer.from(report(`single-${n}`))),
    ...Array.from({ length: MAILBOXES }, (_, n) => Buffer.from(mailbox(n))),
    ...Array.from({ length: DAMAGED }, (_, n) => Buffer.from(report(`damaged-${n}`).slice(0, 1_500))),
  ])
  const handIn = async (): Promise<void> => {
    for (let body = bodies.pop(); body; body = bodies.pop()) ids.push(await send(body))
  }
  const killing = (async () => {
    const openAtKills = []
    for (const [index, worker] of workers.slice(0, 2).entries()) {
      while (ids.length < 100 * (index + 1)) await new Promise((resolve) => setTimeout(resolve, 10))
      openAtKills.push(await countOpen())
      await worker.kill()
    }
    workers.push(await apart.start('worker'))
    return openAtKills
  })()
  await Promise.all([handIn(), handIn(), handIn(), handIn()])
  // Only then has a kill interrupted anything.
  expect(Math.max(...(await killing))).toBeGreaterThan(0)
  await expect.poll(countOpen, { timeout: 120_000, interval: 200 }).toBe(0)

  expect(ids).toHaveLength(SINGLES + DUPLICATES + MAILBOXES + DAMAGED)
  expect(await one('select count(*)::int as n from submission')).toEqual({ n: ids.length })
  const outcomes = await queryRows(
    apart.databaseUrl,
    'select status, count(*)::int as n from submission group by status order by status::text',
  )
  expect(outcomes).toEqual([
    { status: 'duplicate', n: DUPLICATES },
    { status: 'rejected', n: DAMAGED },
    { status: 'stored', n: SINGLES + MAILBOXES },
  ])
  const reports = SINGLES + MAILBOXES * MAILS
  expect(await one('select count(*)::int as n, count(distinct "externalId")::int as names from report')).toEqual({
    n: reports,
    names: reports,
  })
  expect(await one('select count(*)::int as n, sum(count)::int as messages from record')).toEqual({
    n: reports * RECORDS,
    messages: (reports * RECORDS * (RECORDS + 1)) / 2,
  })

  for (const table of ['daily_total', 'daily_source'])
    expect(
      await one(`select (select sum(messages) from ${table}) = (select sum(count) from record) as same`),
      table,
    ).toEqual({ same: true })
  const before = await sums()
  expect(await apart.run(['rebuild'])).toMatchObject({ code: 0 })
  expect(await sums()).toEqual(before)
}, 240_000)

test.each(['web', 'worker'])(
  '%s on its own ends with a sentence when it is told no database',
  async (name) => {
    const { code, output } = await runSignet([name], {})
    expect(code).toBe(1)
    expect(JSON.parse(output)).toMatchObject({ msg: expect.stringContaining('DATABASE_URL is not set') as string })
  },
  60_000,
)

function report(id: string): string {
  return sampleReport({
    id,
    records: Array.from({ length: RECORDS }, (_, n) => ({ ip: `192.0.2.${n + 1}`, count: n + 1 })),
  })
}

function mailbox(n: number): string {
  return Array.from(
    { length: MAILS },
    (_, mail) =>
      `From reporter Mon Nov 23 00:00:00 2026\nFrom: dmarc@reporter.example\nContent-Type: text/xml\n\n${report(`mail-${n}-${mail}`)}\n`,
  ).join('\n')
}

async function send(body: Buffer): Promise<string> {
  const answer = await fetchAsKey(`${web.url}/api/v1/submissions`, { method: 'POST', body: Uint8Array.from(body) })
  expect([200, 202]).toContain(answer.status)
  const { submissions } = (await answer.json()) as { submissions: { id: string }[] }
  return submissions[0]!.id
}

async function one(sql: string): Promise<unknown> {
  return (await queryRows(apart.databaseUrl, sql))[0]
}

async function countOpen(): Promise<number> {
  const sql = `select count(*)::int as n from submission where status in ('queued', 'processing')`
  return ((await one(sql)) as { n: number }).n
}

async function sums(): Promise<unknown> {
  return Promise.all(
    ['daily_total', 'daily_source'].map((table) =>
      queryRows(apart.databaseUrl, `select t::text as row from ${table} t order by t::text`),
    ),
  )
}

/** The same order in every run, with the kinds well mixed. */
function shuffle<T>(items: T[]): T[] {
  const stride = 89
  return items.map((_, index) => items[(index * stride) % items.length]!)
}
