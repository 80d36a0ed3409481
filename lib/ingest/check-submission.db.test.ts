import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { sampleMail } from '../../e2e/sample-mail.ts'
import { sampleReport } from '../../e2e/sample-report.ts'
import { resolverOf } from '../dns/resolver.ts'
import { type DnsServer, startDnsServer } from '../dns/testing/dns-server.ts'
import { rsaKey, sign } from '../inbox/testing/signed-mail.ts'
import { addDomain } from '../quarantine/add-domain.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { accept, receive } from './accept.ts'
import { checkSubmission } from './check-submission.ts'
import { readAgain } from './read-again.ts'
import { SEALER, type TestIngest, openTestIngest } from './testing/test-ingest.ts'

/** Mails from the door to what is stored of them, with signatures that are real and a DNS of their own. */

const PUBLIC_PEER = '5.6.7.8'
const key = rsaKey()
let dns: DnsServer
let here: TestIngest

beforeAll(async () => {
  dns = await startDnsServer()
})
afterAll(() => dns.stop())
beforeEach(async () => {
  for (const name of Object.keys(dns.zone)) delete dns.zone[name]
  for (const domain of ['google.com', 'forger.example']) dns.zone[`test._domainkey.${domain}`] = { txt: [key.record] }
  here = await openTestIngest()
  await addDomain(here.pool, here.organizationId, 'example.com')
})
afterEach(() => here.close())

function googlesMail(id: string): string {
  const report = { id, org: 'google.com', email: 'noreply-dmarc-support@google.com' }
  return sampleMail(sampleReport(report), { from: 'noreply-dmarc-support@google.com', messageId: id })
}

async function take(mail: string, peer = PUBLIC_PEER): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'signet-test-'))
  const { received } = await receive([Buffer.from(mail)], DEFAULT_LIMITS.inputBytesMax, directory)
  const envelope = { envelopeFrom: 'bounces@google.com', envelopeTo: ['rua-x@localhost'], ingestToken: 'x' }
  const { id } = await accept(
    here.pool,
    {
      organizationId: here.organizationId,
      via: 'smtp',
      filename: null,
      mail: { ...envelope, peer, helo: 'mx.example' },
    },
    received!,
  )
  await received!.spool.close()
  return id
}

function check(submissionId: string, attempt = 1): Promise<void> {
  const resolver = resolverOf([dns.address])
  const deps = { pool: here.pool, resolver, relays: [], trustedAuthservIds: [], sealer: SEALER, now: () => new Date() }
  return checkSubmission({ organizationId: here.organizationId, submissionId }, attempt, deps)
}

async function jobs(): Promise<string[]> {
  const { rows } = await here.owner.query<{ name: string }>(
    'select task_identifier as name from graphile_worker.jobs order by id',
  )
  return rows.map(({ name }) => name)
}

/** What became of a mail in the end. */
async function arrive(mail: string, peer?: string): Promise<unknown[]> {
  const id = await take(mail, peer)
  await check(id)
  const row = (await here.readQueued()).find((one) => one.id === id)!
  const { authenticity, authenticityReason } = row.documents[0]!
  return [row.status, authenticity, authenticityReason]
}

const signed = (mail: string, domain: string) => sign(mail, { domain, key })

test('a mail is looked into before it is read', async () => {
  const id = await take(googlesMail('a'))
  expect(await jobs()).toEqual(['check-mail'])
  await check(id)
  expect(await jobs()).toEqual(['check-mail', 'process'])
  const [row] = await here.readQueued()
  expect(row!.mail).toMatchObject({ peer: PUBLIC_PEER, check: { isDirect: true, dns: 'answered', dkim: [] } })
})

test('genuine and forged mails are told apart', async () => {
  const mail = googlesMail('a')
  expect(await arrive(await signed(mail, 'google.com'))).toEqual(['stored', 'verified', 'authenticated'])
  expect(await arrive(await signed(googlesMail('b'), 'forger.example'))).toEqual([
    'quarantined',
    'mismatch',
    'signed-by-another',
  ])
  expect(await arrive(googlesMail('c'))).toEqual(['quarantined', 'mismatch', 'not-signed'])
})

test('what may have an honest reason is counted, and not called verified', async () => {
  const altered = (await signed(googlesMail('a'), 'google.com')).replace('an aggregate report', 'a report')
  expect(await arrive(altered)).toEqual(['stored', 'unverified', 'signature-broken'])
  expect(await arrive(googlesMail('b'), '10.0.0.1')).toEqual(['stored', 'unverified', 'no-signature'])
})

test('when DNS fails nothing is held against a mail, and it is looked into again when it is read again', async () => {
  dns.zone['test._domainkey.google.com'] = 'fails'
  const mail = await signed(googlesMail('a'), 'google.com')
  expect(await arrive(mail)).toEqual(['stored', 'unverified', 'dns-failed'])
  dns.zone['test._domainkey.google.com'] = { txt: [key.record] }
  const { id } = (await here.readQueued())[0]!
  await readAgain(here.pool, { organizationId: here.organizationId, submissionId: id })
  expect((await jobs()).at(-1)).toBe('check-mail')
  await check(id)
  // It still lets go before it what has just come in.
  const { rows } = await here.owner.query('select priority from graphile_worker.jobs order by id desc limit 2')
  expect(rows).toEqual([{ priority: 10 }, { priority: 10 }])
  const [row] = await here.readQueued()
  expect(row!.documents[0]).toMatchObject({ status: 'stored', authenticity: 'verified' })
})

test('a mail that three attempts died of is read without a look at it', async () => {
  const id = await take(await signed(googlesMail('a'), 'forger.example'))
  await check(id, 4)
  const [row] = await here.readQueued()
  expect(row!.documents[0]).toMatchObject({
    status: 'stored',
    authenticity: 'unverified',
    authenticityReason: 'dns-failed',
  })
})
