import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SubmissionRow } from '#lib/queries/rows.ts'

import worker from '../docs/ingest/cloudflare-email-worker.js'
import { API_KEY, asKey } from './as-key.ts'
import { type Signet, startSignet } from './instance.ts'
import { sampleMail } from './sample-mail.ts'
import { sampleReport } from './sample-report.ts'

/** The recipes of docs/ingest, as they stand there. */

let signet: Signet
let key: string

beforeAll(async () => {
  signet = await startSignet()
  const answer = await fetch(`${signet.url}/api/v1/keys`, {
    method: 'POST',
    headers: { ...asKey(API_KEY), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'worker', scopes: ['ingest'], expiresOn: null }),
  })
  key = ((await answer.json()) as { key: string }).key
}, 240_000)
afterAll(() => signet?.stop())

/** What Cloudflare gives a Worker, of a mail that came to it. */
function messageOf(mail: string) {
  const rejections: string[] = []
  const setReject = (reason: string): void => void rejections.push(reason)
  const envelope = { from: 'bounces@reporter.example', to: 'dmarc@reports.example' }
  return { ...envelope, raw: new Blob([mail]).stream(), rejections, setReject }
}

async function listMails(): Promise<SubmissionRow[]> {
  const answer = await fetch(`${signet.url}/api/v1/submissions`, { headers: asKey(API_KEY) })
  return ((await answer.json()) as { submissions: SubmissionRow[] }).submissions
}

test('the Email Worker hands a mail over once, with its envelope, however often it is told to', async () => {
  const mail = sampleMail(sampleReport({ id: 'worker' }))
  const env = { SIGNET_URL: signet.url, SIGNET_KEY: key }
  await worker.email(messageOf(mail), env)
  await worker.email(messageOf(mail), env)
  await expect.poll(async () => (await listMails())[0]?.status, { timeout: 20_000 }).toBe('quarantined')
  const [submission, ...more] = await listMails()
  expect(more).toEqual([])
  expect(submission).toMatchObject({
    via: 'api',
    reason: { code: 'unknown-domain' },
    mail: { envelopeFrom: 'bounces@reporter.example', envelopeTo: ['dmarc@reports.example'], check: { dns: 'off' } },
  })
})

test('the Email Worker has the sender try again when Signet does not take the mail, and gives up on one too large', async () => {
  const mail = sampleMail(sampleReport({ id: 'again' }))
  await expect(worker.email(messageOf(mail), { SIGNET_URL: signet.url, SIGNET_KEY: 'wrong' })).rejects.toThrow('401')
  await expect(worker.email(messageOf(mail), { SIGNET_URL: 'http://127.0.0.1:9', SIGNET_KEY: key })).rejects.toThrow()
  const large = messageOf(`${mail}${'x'.repeat(64 * 1024 * 1024)}`)
  await worker.email(large, { SIGNET_URL: signet.url, SIGNET_KEY: key })
  expect(large.rejections).toEqual(['The mail is larger than Signet accepts.'])
})
