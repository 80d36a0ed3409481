import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { RECORD_FIELDS } from '#lib/filter.ts'
import { GROUPS } from '#lib/queries/list-groups.ts'

import { Random } from './fuzz/random.ts'
import { type Signet, startSignet } from './instance.ts'

/** Two screens, one number: whatever is asked, every page, list and file of the demo adds up to the same messages. */

const FILTERS = 50
/** Where a message is counted once for each of its values, the list may say more than there is, and never less. */
const OVERLAPPING = RECORD_FIELDS.filter((name) => /^(dkim|spf)/.test(name)) as string[]

let signet: Signet
beforeAll(async () => {
  signet = await startSignet({ command: 'demo' })
}, 960_000)
afterAll(async () => {
  await signet.stop()
})

type Counts = { messages: number; pass: number; fail: number }
type Group = Counts & { key: string }

const get = async (path: string): Promise<Response> => {
  const answer = await fetch(signet.url + path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer
}
const api = async <Answer>(path: string): Promise<Answer> => (await (await get(`/api/v1/${path}`)).json()) as Answer

function sum(rows: Iterable<Counts>): Counts {
  const total = { messages: 0, pass: 0, fail: 0 }
  for (const { messages, pass, fail } of rows) {
    total.messages += Number(messages)
    total.pass += Number(pass)
    total.fail += Number(fail)
  }
  return total
}

/** A filter of values that the demo has, some of which never meet. */
async function randomFilter(random: Random, days: { from: string; to: string }): Promise<URLSearchParams> {
  const filter = new URLSearchParams(days)
  const parts = 1 + random.below(3)
  for (let part = 0; part < parts; part += 1) {
    const by = random.pick(GROUPS)
    const { groups } = await api<{ groups: Group[] }>(`groups?${new URLSearchParams(days)}&by=${by}&limit=40`)
    const { key } = random.pick(groups)
    if (by !== 'day') filter.set(by, key)
    else for (const end of ['from', 'to']) filter.set(end, key)
  }
  if (random.oneIn(3)) filter.set('mail', random.pick(['own', 'unrecognized']))
  return filter
}

/** The figure under a word in the headline of a page. */
async function figure(path: string, label: string): Promise<number> {
  const html = await (await get(path)).text()
  const found = new RegExp(`<dt>${label}</dt><dd[^>]*>(?:<a [^>]*>)?([\\d,]+)`).exec(html)
  return Number(found?.[1]?.replaceAll(',', '') ?? Number.NaN)
}

test(`for ${FILTERS} filters`, async () => {
  const random = new Random(5, 1)
  const last = /up to (\d{4}-\d{2}-\d{2})/.exec(signet.output())![1]!
  const before = (count: number): string => new Date(Date.parse(last) - count * 86_400_000).toISOString().slice(0, 10)
  let withMessages = 0
  for (let index = 0; index < FILTERS; index += 1) {
    const length = random.pick([1, 7, 30, 90])
    const end = random.below(60)
    const filter = await randomFilter(random, { from: before(end + length - 1), to: before(end) })
    const query = filter.toString()
    const summary = await api<Counts & { reports: number }>(`summary?${query}`)
    const counts = { messages: summary.messages, pass: summary.pass, fail: summary.fail }
    if (summary.messages > 0) withMessages += 1

    for (const list of ['sources', 'receivers', 'domains', 'reports'] as const) {
      const whole = await api<Record<string, Counts[]>>(`${list}?${query}&format=json`)
      expect([query, list, sum(whole[list]!)]).toEqual([query, list, counts])
      const csv = await (await get(`/api/v1/${list}?${query}&format=csv`)).text()
      const rows: Counts[] = parse(csv, { columns: true, bom: true })
      expect([query, `${list}.csv`, sum(rows)]).toEqual([query, `${list}.csv`, counts])
    }
    const records: { messages: string; verdict: 'pass' | 'fail' }[] = parse(
      await (await get(`/api/v1/records?${query}&format=csv`)).text(),
      { columns: true, bom: true },
    )
    const asCounts = records.map(({ messages, verdict }) => {
      const count = Number(messages)
      return { messages: count, pass: verdict === 'pass' ? count : 0, fail: verdict === 'fail' ? count : 0 }
    })
    expect([query, 'records.csv', sum(asCounts)]).toEqual([query, 'records.csv', counts])

    const by = random.pick(GROUPS)
    const { groups } = await api<{ groups: Group[] }>(`groups?${query}&by=${by}&format=json`)
    if (OVERLAPPING.includes(by)) expect(sum(groups).messages).toBeGreaterThanOrEqual(counts.messages)
    else expect([query, by, sum(groups)]).toEqual([query, by, counts])
    const series = await api<{ timeseries: Counts[] }>(`timeseries?${query}`)
    expect([query, 'timeseries', sum(series.timeseries)]).toEqual([query, 'timeseries', counts])

    if (summary.reports > 0) {
      const shown = await figure(`/?${query}`, 'Messages')
      expect([query, 'Overview', shown]).toEqual([query, 'Overview', counts.messages])
    }
  }
  expect(withMessages).toBeGreaterThan(FILTERS / 2)
}, 600_000)
