import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { sampleReport } from '../../e2e/sample-report.ts'
import { inTransaction, wholeOrganization } from '../db/tenant.ts'
import { removeTold } from '../deliveries/remove-told.ts'
import { insertBounce, insertComplaint, insertDelivery, insertSighting } from '../deliveries/testing/insert-bounce.ts'
import { type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { runJob } from '../jobs/run-job.ts'
import { startJob } from '../jobs/start-job.ts'
import { addDomain } from '../quarantine/add-domain.ts'
import { getSubmissions } from '../queries/list-submissions.ts'
import { deleteDomain } from './delete-domain.ts'
import { deleteOrganization } from './delete-organization.ts'
import { deleteReport } from './delete-report.ts'
import { deleteSubmission } from './delete-submission.ts'

/** What becomes of bounces, deliveries and complaints when something is deleted. */

let here: TestIngest
beforeAll(async () => {
  here = await openTestIngest()
})
afterAll(() => here.close())
beforeEach(async () => {
  await here.owner.query('truncate submission, domain, report, record, source, daily_total, daily_source, job cascade')
  await here.owner.query('truncate bounce, delivery, complaint cascade')
})

/** A submission of one document that told of something. */
async function submission(text: string): Promise<string> {
  const { id } = await here.ingest(text)
  await here.owner.query(
    `update document set status = 'stored', kind = 'log', code = null, bounces = 1, deliveries = 1 where "submissionId" = $1`,
    [id],
  )
  await here.owner.query(`update submission set status = 'stored' where id = $1`, [id])
  return id
}

async function bounce(places: [submissionId: string, ordinal?: number][], over: object = {}): Promise<string> {
  const { owner, organizationId } = here
  const bounceId = await insertBounce(owner, { organizationId, ...over })
  for (const [submissionId, ordinal = 0] of places)
    await insertSighting(owner, { organizationId, submissionId, ordinal, bounceId })
  return bounceId
}

async function delivery(submissionId: string, over: object = {}): Promise<void> {
  const row = { organizationId: here.organizationId, submissionId, ...over }
  await insertDelivery(here.owner, row)
  await insertComplaint(here.owner, row)
}

async function counts(): Promise<number[]> {
  const { rows } = await here.owner.query(
    `select (select count(*)::int from bounce) as a, (select count(*)::int from bounce_sighting) as b,
       (select count(*)::int from delivery) as c, (select count(*)::int from complaint) as d`,
  )
  return Object.values(rows[0])
}

function remove(submissionId: string, ordinal?: number): Promise<void> {
  const { pool, organizationId } = here
  return inTransaction(pool, organizationId, (client) => removeTold(client, organizationId, submissionId, ordinal))
}

async function left(): Promise<string[]> {
  const { rows } = await here.owner.query<{ id: string }>('select id from bounce')
  return rows.map(({ id }) => id)
}

async function chunksOf(id: string): Promise<number> {
  return (await here.owner.query('select 1 from submission_chunk where "submissionId" = $1', [id])).rowCount!
}

test('what one submission told of goes, and what another one tells of as well stays', async () => {
  const [one, other] = [await submission('one'), await submission('other')]
  await bounce([[one]])
  const both = await bounce([[one], [other]])
  const others = await bounce([[other]])
  for (const id of [one, other]) await delivery(id)
  await remove(one)
  expect((await left()).toSorted()).toEqual([both, others].toSorted())
  expect(await counts()).toEqual([2, 2, 1, 1])
})

test('of one document that is read again only what it told of goes', async () => {
  const id = await submission('two documents')
  await bounce([[id, 0]])
  const both = await bounce([
    [id, 0],
    [id, 1],
  ])
  await delivery(id, { ordinal: 0 })
  await delivery(id, { ordinal: 1 })
  await remove(id, 0)
  expect(await left()).toEqual([both])
  expect(await counts()).toEqual([1, 1, 1, 1])
  await remove(id, 1)
  expect(await counts()).toEqual([0, 0, 0, 0])
})

test('two that remove the last two sightings of a bounce at once leave none of it', async () => {
  for (let round = 0; round < 10; round++) {
    const [one, other] = [`01900000-0000-7000-8000-00000000000${round}`, `01900000-0000-7000-8000-00000000001${round}`]
    for (let n = 0; n < 5; n++) await bounce([[one], [other]])
    await Promise.all([remove(one), remove(other)])
    expect(await counts()).toEqual([0, 0, 0, 0])
  }
})

test('a submission that told of bounces is deleted with them and its bytes', async () => {
  const id = await submission('a log')
  await bounce([[id]])
  await delivery(id)
  expect(await deleteSubmission(here.pool, here.organizationId, id)).toBe('deleted')
  expect(await counts()).toEqual([0, 0, 0, 0])
  expect(await chunksOf(id)).toBe(0)
  const { rows } = await here.owner.query('select status, code, bounces, deliveries, complaints from document')
  expect(rows).toEqual([{ status: 'rejected', code: 'deleted', bounces: null, deliveries: null, complaints: null }])
})

test('bytes that told of bounces stay when a report beside them is deleted', async () => {
  const { id, documents } = await here.ingest(sampleReport({ id: 'beside' }))
  await here.owner.query(
    `insert into document ("organizationId", "submissionId", ordinal, kind, status, bounces) values ($1, $2, 1, 'bounce', 'stored', 1)`,
    [here.organizationId, id],
  )
  await bounce([[id, 1]])
  expect(await deleteReport(here.pool, here.organizationId, documents[0]!.reportId!)).toBe('deleted')
  expect(await chunksOf(id)).toBe(1)
  expect(await deleteSubmission(here.pool, here.organizationId, id)).toBe('deleted')
  expect([await chunksOf(id), ...(await counts())]).toEqual([0, 0, 0, 0, 0])
})

async function domainId(name: string): Promise<string> {
  await addDomain(here.pool, here.organizationId, name)
  return (await here.owner.query('select id from domain where name = $1', [name])).rows[0].id
}

async function deleteDomainNow(domain: string, before?: () => Promise<unknown>): Promise<void> {
  const { owner, pool, organizationId } = here
  const jobId = await startJob(owner, { organizationId, kind: 'delete_domain', subject: { domain } })
  await before?.()
  const deps = { pool, now: () => new Date(), signal: new AbortController().signal }
  await runJob({ organizationId, jobId }, { delete_domain: deleteDomain }, deps)
  const { rows } = await owner.query('select status, result from job where id = $1', [jobId])
  expect(rows).toEqual([{ status: 'done', result: { reports: 0, records: 0, messages: 0 } }])
}

test('a domain goes with its bounces, deliveries and complaints, and with bytes that told of nothing else', async () => {
  const [gone, stays] = [await domainId('example.com'), await domainId('example.net')]
  const [one, mixed] = [await submission('one'), await submission('mixed')]
  for (const id of [one, mixed]) {
    await bounce([[id]], { domainId: gone })
    await delivery(id, { domainId: gone })
  }
  const other = await bounce([[mixed]], { domainId: stays })
  const nobodys = await bounce([[mixed]])
  await delivery(mixed, { domainId: stays })
  await deleteDomainNow('example.com')
  expect((await left()).toSorted()).toEqual([other, nobodys].toSorted())
  expect(await counts()).toEqual([2, 2, 1, 1])
  expect([await chunksOf(one), await chunksOf(mixed)]).toEqual([0, 1])
  const [first] = await getSubmissions(wholeOrganization(here.organizationId), [one])
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'deleted' } })
  expect((await here.owner.query('select name from domain')).rows).toEqual([{ name: 'example.net' }])
})

test('more than one batch of deliveries goes', async () => {
  const id = await domainId('example.com')
  const submissionId = await submission('a long log')
  await here.owner.query(
    `insert into delivery ("organizationId", key, "submissionId", ordinal, at, "isIcloud", "domainId")
     select $1, int4send(n), $2, 0, now(), false, $3 from generate_series(1, 12000) n`,
    [here.organizationId, submissionId, id],
  )
  await deleteDomainNow('example.com')
  expect(await counts()).toEqual([0, 0, 0, 0])
})

test('a domain about which a bounce comes in after its deletion was asked for stays, with that bounce', async () => {
  const id = await domainId('example.com')
  const old = await submission('old')
  await bounce([[old]], { domainId: id })
  await deleteDomainNow('example.com', async () => {
    await bounce([[await submission('new')]], { domainId: id, createdAt: new Date(Date.now() + 1_000) })
  })
  expect(await counts()).toEqual([1, 1, 0, 0])
  expect((await here.owner.query('select name from domain')).rows).toEqual([{ name: 'example.com' }])
})

test('an organization goes with all of its bounces, deliveries and complaints', async () => {
  const id = await submission('one')
  await bounce([[id]])
  await delivery(id)
  await deleteOrganization(here.pool, here.organizationId, () => {})
  expect(await counts()).toEqual([0, 0, 0, 0])
})
