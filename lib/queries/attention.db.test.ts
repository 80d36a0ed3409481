import { afterAll, beforeAll, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { addDays, unfiltered } from '../filter.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { listAttention } from './list-attention.ts'
import { listPolicies } from './list-policies.ts'
import { listReceiverHabits, silentDays } from './list-receiver-habits.ts'

const TODAY = '2026-06-01'
let ingest: TestIngest

const second = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000

beforeAll(async () => {
  ingest = await openTestIngest()
  for (let age = 40; age >= 1; age -= 1) {
    const day = addDays(TODAY, -age)
    const isLate = age <= 8
    const records = [
      { ip: '192.0.2.1', count: 10 },
      { ip: '192.0.2.2', count: 10, ...(isLate && { dkim: 'fail' as const, spf: 'fail' as const }) },
      ...(isLate ? [{ ip: '198.51.100.9', count: 9, dkim: 'fail' as const, spf: 'fail' as const }] : []),
    ]
    await ingest.ingest(
      sampleReport({ id: `g${age}`, org: 'google.com', email: 'a@google.com', begin: second(day), records }),
    )
    if (age > 12)
      await ingest.ingest(
        sampleReport({
          id: `y${age}`,
          org: 'Yahoo',
          email: 'dmarchelp@yahooinc.com',
          begin: second(day),
          records: [{ ip: '192.0.2.1', count: 1 }],
        }),
      )
  }
})
afterAll(() => ingest.close())

const look = (today: string, domain: string | null = null) =>
  listAttention(wholeOrganization(ingest.organizationId), { domain, today })

test('tells of a receiver that stopped, of mail that passes less, and of a source that is new, each with its numbers', async () => {
  const found = await look(TODAY)
  expect(found.map(({ kind }) => kind)).toEqual(['receiver-silent', 'source-fell', 'new-source'])
  expect(found[0]).toMatchObject({ receiver: { id: 'yahoo', lastDay: addDays(TODAY, -13) }, silentDays: 13 })
  expect(found[1]).toMatchObject({
    source: '192.0.2.2',
    domain: 'example.com',
    passRate: 0,
    passRateBefore: 1,
    fail: 70,
  })
  expect(found[2]).toMatchObject({ source: '198.51.100.9', messages: 63, pass: 0, firstSeen: addDays(TODAY, -8) })
})

test('says nothing of a quiet time', async () => {
  expect(await look(addDays(TODAY, -14))).toEqual([])
})

test('when nobody reports any more, that is what it says', async () => {
  expect((await look(addDays(TODAY, 3)))[0]?.kind).not.toBe('all-silent')
  expect((await look(addDays(TODAY, 4)))[0]).toEqual({ kind: 'all-silent', lastDay: addDays(TODAY, -1), silentDays: 5 })
})

test('a domain without anything has nothing to tell', async () => {
  expect(await look(TODAY, 'nobody.example')).toEqual([])
})

test('a receiver that reports now and then is not silent between', async () => {
  expect(silentDays({ lastDay: '2026-05-20', days: 4 }, TODAY)).toBe(0)
  expect(silentDays({ lastDay: '2026-05-28', days: 28 }, TODAY)).toBe(0)
  expect(silentDays({ lastDay: '2026-05-27', days: 28 }, TODAY)).toBe(5)
  const habits = await listReceiverHabits(wholeOrganization(ingest.organizationId), { domain: null, today: TODAY })
  expect(habits.map(({ id, days }) => [id, days])).toEqual([
    ['yahoo', 28],
    ['google', 28],
  ])
})

test('a policy is told once, with the days and reports that quote it', async () => {
  const filter = unfiltered({ from: '2026-01-01', to: TODAY })
  expect(await listPolicies(wholeOrganization(ingest.organizationId), filter)).toMatchObject([
    { lastDay: addDays(TODAY, -1), firstDay: addDays(TODAY, -40), reports: 68, receivers: 2 },
  ])
})
