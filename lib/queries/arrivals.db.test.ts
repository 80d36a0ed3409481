import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { addDays } from '../filter.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { getArrivals, listRuaAddresses } from './get-arrivals.ts'

const TODAY = '2026-06-01'
let ingest: TestIngest
/** Of each domain, by name. */
let domainIds: Record<string, string>

const second = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000
const look = (domain: string, only: string[] | null = null) =>
  getArrivals({ ...wholeOrganization(ingest.organizationId), domainIds: only }, { domain, today: TODAY })

/** What the listener would have written: a mail at an address, with a report about a domain in quarantine or none. */
async function receiveMail(token: string, receivedAt: string, quarantined: string[] = []): Promise<void> {
  const id = uuidv7()
  await ingest.owner.query(
    `insert into submission ("organizationId", id, via, size, status, "envelopeTo", "ingestToken", "receivedAt")
     values ($1, $2, 'smtp', 1, 'stored', '{}', $3, $4)`,
    [ingest.organizationId, id, token, receivedAt],
  )
  for (const [ordinal, domain] of quarantined.entries())
    await ingest.owner.query(
      `insert into document ("organizationId", "submissionId", ordinal, kind, status, domain)
       values ($1, $2, $3, 'aggregate', 'quarantined', $4)`,
      [ingest.organizationId, id, ordinal, domain],
    )
}

beforeAll(async () => {
  ingest = await openTestIngest()
  for (let age = 40; age >= 14; age -= 1)
    await ingest.ingest(
      sampleReport({
        id: `y${age}`,
        org: 'Yahoo',
        email: 'dmarchelp@yahooinc.com',
        begin: second(addDays(TODAY, -age)),
      }),
    )
  await ingest.ingest(sampleReport({ id: 'other', domain: 'other.example', begin: second(TODAY) }))
  const address = (token: string, domain: string | null, enabled = true) =>
    ingest.owner.query(
      `insert into ingest_address (token, "organizationId", purpose, domain, enabled) values ($1, $2, 'rua', $3, $4)`,
      [token, ingest.organizationId, domain, enabled],
    )
  await address('own', 'example.com')
  await address('any', null)
  await address('disabled', null, false)
  await ingest.owner.query(
    `insert into ingest_address (token, "organizationId", purpose) values ('bounces', $1, 'bounce')`,
    [ingest.organizationId],
  )
  await receiveMail('own', '2026-05-28T10:00:00Z')
  await receiveMail('own', '2026-05-29T10:00:00Z', ['example.com', 'example.com'])
  await receiveMail('any', '2026-05-30T10:00:00Z', ['example.com', 'other.example'])
  await receiveMail('bounces', '2026-05-31T10:00:00Z')
  const { rows } = await ingest.owner.query<{ name: string; id: string }>('select name, id from domain')
  domainIds = Object.fromEntries(rows.map(({ name, id }) => [name, id]))
})
afterAll(() => ingest.close())

test('tells the last report and its way, the last mails, what waits in quarantine, and who fell silent', async () => {
  const { rows } = await ingest.owner.query<{ at: Date }>(
    `select max(p."createdAt") as at from report p join domain d on d.id = p."domainId" where d.name = 'example.com'`,
  )
  expect(await look('example.com')).toEqual({
    domain: 'example.com',
    lastReportAt: rows[0]!.at.toISOString(),
    lastReportVia: 'cli',
    lastMailHereAt: '2026-05-29T10:00:00.000Z',
    lastMailAt: '2026-05-30T10:00:00.000Z',
    quarantined: 2,
    silent: [{ id: 'yahoo', name: 'Yahoo', lastDay: addDays(TODAY, -14), days: 27, silentDays: 14 }],
  })
})

test('a domain without an address of its own has had no mail at one', async () => {
  expect(await look('other.example')).toMatchObject({
    lastMailHereAt: null,
    lastMailAt: '2026-05-30T10:00:00.000Z',
    quarantined: 1,
    silent: [],
  })
})

test('a domain that is not there is missing, also one that somebody else has or that may not be seen', async () => {
  expect(await look('nobody.example')).toBeNull()
  expect(await look('other.example', [domainIds['example.com']!])).toBeNull()
  const elsewhere = wholeOrganization('01890000-0000-7000-8000-000000000000')
  expect(await getArrivals(elsewhere, { domain: 'example.com', today: TODAY })).toBeNull()
})

test('who is limited to domains learns when the last report came, and nothing of mails', async () => {
  expect(await look('example.com', [domainIds['example.com']!])).toMatchObject({
    lastReportAt: expect.any(String) as string,
    lastReportVia: null,
    lastMailHereAt: null,
    lastMailAt: null,
    quarantined: 0,
    silent: [{ id: 'yahoo' }],
  })
})

test('addresses for reports are listed whether they take mail or not, and those for bounces are not', async () => {
  const found = await listRuaAddresses(ingest.organizationId)
  expect(found.map(({ token, domain, enabled }) => [token, domain, enabled])).toEqual(
    expect.arrayContaining([
      ['own', 'example.com', true],
      ['any', null, true],
      ['disabled', null, false],
    ]),
  )
  // The fourth is the one that the organization was made with.
  expect(found).toHaveLength(4)
})
