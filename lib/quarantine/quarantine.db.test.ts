import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type SampleReport, sampleReport } from '../../e2e/sample-report.ts'
import { wholeOrganization } from '../db/tenant.ts'
import { deleteSubmission } from '../deletion/delete-submission.ts'
import { unfiltered } from '../filter.ts'
import type { DkimCheck, MailCheck } from '../inbox/mail-check.ts'
import { PEER, type TestIngest, openTestIngest } from '../ingest/testing/test-ingest.ts'
import { getSummary } from '../queries/get-summary.ts'
import { addDomain } from './add-domain.ts'
import { releaseSubmission } from './release-submission.ts'
import { forgetTrustedPath, listTrustedPaths } from './trusted-paths.ts'

const GOOGLE = { org: 'google.com', email: 'noreply-dmarc-support@google.com' }
const FROM = 'noreply-dmarc-support@google.com'

let here: TestIngest
beforeEach(async () => {
  here = await openTestIngest()
})
afterEach(() => here.close())

function signedBy(domain: string): Partial<MailCheck> {
  const dkim: DkimCheck = { domain, selector: 's', result: 'pass', comment: null }
  return { from: FROM, dkim: [dkim] }
}

const GENUINE = signedBy('google.com')
const FORGED = signedBy('forger.example')
/** Behind a relay that left no signature, nobody can tell. */
const UNKNOWN: Partial<MailCheck> = { from: FROM, isDirect: false }

const report = (more: Partial<SampleReport> & { id: string }): string => sampleReport({ ...GOOGLE, ...more })

async function haveDomain(name = 'example.com'): Promise<void> {
  await addDomain(here.pool, here.organizationId, name)
}

async function messages(): Promise<number> {
  const filter = unfiltered({ from: '1970-01-01', to: '2100-01-01' })
  return (await getSummary(wholeOrganization(here.organizationId), filter)).messages
}

async function stored(): Promise<unknown[]> {
  const { rows } = await here.owner.query(
    `select "externalId" as id, authenticity, "submissionId", messages::int as messages from report order by 1`,
  )
  return rows
}

test('what is uploaded is stored whatever domain it is about, and is not called verified', async () => {
  const { documents } = await here.ingest(report({ id: 'a' }))
  expect(documents[0]).toMatchObject({ status: 'stored', authenticity: 'unverified', authenticityReason: 'not-mailed' })
  expect(await stored()).toMatchObject([{ id: 'a', authenticity: 'unverified' }])
})

describe('a mailed report', () => {
  test('about a domain of the organization, or one below it, is stored', async () => {
    await haveDomain()
    for (const domain of ['example.com', 'mail.example.com']) {
      const { status, documents } = await here.ingestMail(report({ id: domain, domain }), GENUINE)
      expect([status, documents[0]!.authenticity]).toEqual(['stored', 'verified'])
    }
  })

  test('about any other domain waits, holds no key and makes no domain', async () => {
    await haveDomain('co.uk')
    await haveDomain('sub.example.com')
    for (const domain of ['example.com', 'xample.com', 'example.co.uk']) {
      const row = await here.ingestMail(report({ id: 'same', domain, records: [{ count: 7 }] }), GENUINE)
      expect(row).toMatchObject({ status: 'quarantined', reason: { code: 'unknown-domain' } })
      expect(row.documents[0]).toMatchObject({
        domain,
        reporter: 'google.com',
        records: 1,
        messages: 7,
        reportId: null,
      })
    }
    expect(await stored()).toEqual([])
    const { rows } = await here.owner.query('select name from domain order by 1')
    expect(rows.map(({ name }) => name)).toEqual(['co.uk', 'sub.example.com'])
    // The key is free for whoever is believed.
    expect((await here.ingest(report({ id: 'same' }))).status).toBe('stored')
  })

  test('that is proven to be somebody else’s waits, though the domain is the organization’s', async () => {
    await haveDomain()
    const row = await here.ingestMail(report({ id: 'a' }), { ...FORGED, isDirect: true })
    expect(row).toMatchObject({ status: 'quarantined', reason: { code: 'not-genuine' } })
    expect(row.documents[0]).toMatchObject({ authenticity: 'mismatch' })
    expect(await messages()).toBe(0)
  })
})

test('one word that a domain is mine releases all that waits for it, and what is below it', async () => {
  await here.ingestMail(report({ id: 'a', records: [{ count: 2 }] }), GENUINE)
  await here.ingestMail(report({ id: 'b', domain: 'mail.example.com', records: [{ count: 3 }] }), UNKNOWN)
  await here.ingestMail(report({ id: 'c', domain: 'other.example', records: [{ count: 5 }] }), GENUINE)
  await here.ingestMail(report({ id: 'd', domain: 'notexample.com' }), GENUINE)
  await here.ingestMail(report({ id: 'e', records: [{ count: 11 }] }), FORGED)

  expect(await addDomain(here.pool, here.organizationId, 'example.com')).toEqual({ released: 2 })
  const rows = await here.readQueued()
  expect(rows.map(({ status, reason }) => [status, reason?.code])).toEqual([
    ['stored', undefined],
    ['stored', undefined],
    ['quarantined', 'unknown-domain'],
    ['quarantined', 'unknown-domain'],
    ['quarantined', 'not-genuine'],
  ])
  expect(await messages()).toBe(5)
  expect(await here.sums()).toEqual(await here.rebuiltSums())
})

describe('somebody who accepts', () => {
  const accept = (submissionId: string, trustPath = false) =>
    releaseSubmission(here.pool, { organizationId: here.organizationId, submissionId }, { trustPath })

  test('a forgery has it counted, and nothing else of that kind', async () => {
    await haveDomain()
    const one = await here.ingestMail(report({ id: 'a' }), FORGED)
    const other = await here.ingestMail(report({ id: 'b' }), FORGED)
    expect(await accept(one.id)).toEqual({ release: 'released', paths: [] })
    expect((await here.readQueued()).map(({ status }) => status)).toEqual(['stored', 'quarantined'])
    expect(await stored()).toMatchObject([{ id: 'a', authenticity: 'unverified' }])
    expect(await accept(one.id)).toMatchObject({ release: 'not-waiting' })
    // It stays accepted when it is read again.
    expect(other.status).toBe('quarantined')
  })

  test('a report about a domain makes the domain the organization’s', async () => {
    const { id } = await here.ingestMail(report({ id: 'a' }), GENUINE)
    await accept(id)
    expect((await here.readQueued())[0]).toMatchObject({ status: 'stored' })
    expect((await here.ingestMail(report({ id: 'b' }), GENUINE)).status).toBe('stored')
  })

  test('a path has all believed that takes it, before and after, of that receiver only', async () => {
    await haveDomain()
    const one = await here.ingestMail(report({ id: 'a' }), FORGED)
    await here.ingestMail(report({ id: 'b' }), FORGED)
    await here.ingestMail(report({ id: 'c' }), signedBy('another.example'))
    expect(await accept(one.id, true)).toEqual({ release: 'released', paths: ['forger.example'] })
    expect((await here.readQueued()).map(({ status }) => status)).toEqual(['stored', 'stored', 'quarantined'])
    expect((await here.ingestMail(report({ id: 'd' }), FORGED)).documents[0]).toMatchObject({
      status: 'stored',
      authenticityReason: 'trusted-path',
    })
    const [path] = await listTrustedPaths(here.pool, here.organizationId)
    expect(path).toMatchObject({ receiver: 'google', receiverName: 'Google', path: 'forger.example' })
    expect(await forgetTrustedPath(here.pool, here.organizationId, path!)).toBe(true)
    expect((await here.ingestMail(report({ id: 'e' }), FORGED)).status).toBe('quarantined')
  })

  test('an unsigned mail trusts the host that handed it over', async () => {
    await haveDomain()
    const { id } = await here.ingestMail(report({ id: 'a' }), { from: FROM })
    expect((await accept(id, true)).paths).toEqual([PEER])
  })

  test('what is not there, or whose bytes are gone, is told so', async () => {
    const { id } = await here.ingestMail(report({ id: 'a' }), GENUINE)
    await here.owner.query('update submission set "bytesRemovedAt" = now()')
    expect(await accept(id)).toMatchObject({ release: 'no-bytes' })
    expect(await accept('01900000-0000-7000-8000-00000000dead')).toMatchObject({ release: 'missing' })
    expect(await accept('x')).toMatchObject({ release: 'missing' })
  })
})

describe('a verified report with the key of one that is not', () => {
  test('and the same content makes that one verified', async () => {
    const uploaded = await here.ingest(report({ id: 'a' }))
    const mailed = await here.ingestMail(report({ id: 'a' }) + '\n', GENUINE)
    expect(mailed.status).toBe('stored')
    expect(await stored()).toMatchObject([{ id: 'a', authenticity: 'verified', submissionId: mailed.id }])
    const [before] = await here.readQueued()
    expect(before).toMatchObject({ id: uploaded.id, status: 'duplicate' })
    expect(before!.documents[0]!.warnings).toEqual([])
  })

  test('and other content takes its place, and says so', async () => {
    await haveDomain()
    await here.ingestMail(report({ id: 'a', records: [{ count: 100, ip: '198.51.100.1' }] }), UNKNOWN)
    const mailed = await here.ingestMail(report({ id: 'a', records: [{ count: 3 }] }), GENUINE)
    expect(await messages()).toBe(3)
    expect(await stored()).toMatchObject([{ authenticity: 'verified', submissionId: mailed.id, messages: 3 }])
    const [before] = await here.readQueued()
    expect(before!.documents[0]!.warnings.map(({ code }) => code)).toEqual(['differs-from-stored'])
    expect(await here.sums()).toEqual(await here.rebuiltSums())
  })

  test('is not taken over in turn, by whomever', async () => {
    await haveDomain()
    await here.ingestMail(report({ id: 'a', records: [{ count: 3 }] }), GENUINE)
    const after = [
      await here.ingest(report({ id: 'a', records: [{ count: 100 }] })),
      await here.ingestMail(report({ id: 'a', records: [{ count: 200 }] }), UNKNOWN),
      await here.ingestMail(report({ id: 'a', records: [{ count: 300 }] }), GENUINE),
    ]
    for (const { status, documents } of after) {
      expect(status).toBe('duplicate')
      expect(documents[0]!.warnings.map(({ code }) => code)).toEqual(['differs-from-stored'])
    }
    expect(await messages()).toBe(3)
  })

  test('read again afterwards, each stays what it is', async () => {
    await haveDomain()
    await here.ingest(report({ id: 'a', records: [{ count: 100 }] }))
    await here.ingestMail(report({ id: 'a', records: [{ count: 3 }] }), GENUINE)
    await here.owner.query(`update submission set status = 'queued', attempts = 0, reading = reading + 1`)
    expect((await here.readQueued()).map(({ status }) => status)).toEqual(['duplicate', 'stored'])
    expect(await messages()).toBe(3)
  })
})

test('one that turns out to be forged when it is looked into again counts no more', async () => {
  await haveDomain()
  const { id } = await here.ingestMail(report({ id: 'a' }), { ...FORGED, dns: 'failed' })
  expect(await messages()).toBe(1)
  await here.owner.query(
    `update submission set status = 'queued', attempts = 0, reading = reading + 1,
       "mailCheck" = jsonb_set("mailCheck", '{dns}', '"answered"') where id = $1`,
    [id],
  )
  expect((await here.readQueued())[0]).toMatchObject({ status: 'quarantined', reason: { code: 'not-genuine' } })
  expect(await messages()).toBe(0)
  expect(await here.sums()).toEqual([])
})

test('the same rows under another id are counted and marked, not so those of another day or an empty report', async () => {
  const records = [{ count: 4 }]
  const first = await here.ingest(report({ id: 'a', records }))
  const second = await here.ingest(report({ id: 'b', records }))
  const nextDay = await here.ingest(report({ id: 'c', records, begin: 1_767_225_600 }))
  await here.ingest(report({ id: 'd', records: [], begin: 1_767_225_600 }))
  const empty = await here.ingest(report({ id: 'e', records: [], begin: 1_767_225_600 }))
  const codes = (row: typeof first) => row.documents[0]!.warnings.map(({ code }) => code)
  expect(second.status).toBe('stored')
  expect([codes(first), codes(second), codes(nextDay)]).toEqual([[], ['same-rows'], []])
  expect(codes(empty)).not.toContain('same-rows')
  expect(await messages()).toBe(12)
})

describe('what was sent by SMTP', () => {
  test('a second time, because the answer was lost, is in the ledger once', async () => {
    await haveDomain()
    const [one, two] = [
      await here.ingestMail(report({ id: 'a' }), GENUINE),
      await here.ingestMail(report({ id: 'a' }), GENUINE),
    ]
    expect(two.id).toBe(one.id)
    expect(await here.readQueued()).toHaveLength(1)
  })

  test('is deleted with its bytes and all words about it, unless a report is stored of it', async () => {
    await haveDomain()
    const kept = await here.ingestMail(report({ id: 'a' }), GENUINE)
    const gone = await here.ingestMail(report({ id: 'b', domain: 'other.example' }), GENUINE)
    expect(await deleteSubmission(here.pool, here.organizationId, kept.id)).toBe('in-use')
    expect(await deleteSubmission(here.pool, here.organizationId, gone.id)).toBe('deleted')
    expect(await deleteSubmission(here.pool, here.organizationId, 'x')).toBe('missing')
    const { rows } = await here.owner.query(
      `select s.status, s."reasonCode", (to_jsonb(s) || to_jsonb(d))::text as all,
         (select count(*)::int from submission_chunk c where c."submissionId" = s.id) as chunks
       from submission s join document d on d."submissionId" = s.id where s.id = $1`,
      [gone.id],
    )
    expect(rows).toMatchObject([{ status: 'rejected', reasonCode: 'deleted', chunks: 0 }])
    for (const word of ['other.example', 'google', 'sender@', PEER]) expect(rows[0].all).not.toContain(word)
  })
})
