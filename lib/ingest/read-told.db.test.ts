import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { toGzip } from '../unpack/to-gzip.ts'
import { readAgain } from './read-again.ts'
import { type TestIngest, openTestIngest } from './testing/test-ingest.ts'

/** Bounces, logs and events through the whole pipeline. */

const REFUSAL =
  'host mx01.mail.icloud.com[192.0.2.33] said: 554 5.7.1 [CS01] Message rejected due to local policy. (in reply to end of DATA command)'
const LOG = [
  'Nov 28 10:00:00 out postfix/cleanup[311]: 4TxyzA1b2c: message-id=<one@example.com>',
  'Nov 28 10:00:00 out postfix/qmgr[200]: 4TxyzA1b2c: from=<news@example.com>, size=2048, nrcpt=2 (queue active)',
  `Nov 28 10:00:01 out postfix/smtp[312]: 4TxyzA1b2c: to=<a@icloud.com>, relay=mx01.mail.icloud.com[192.0.2.33]:25, delay=1, dsn=5.7.1, status=bounced (${REFUSAL})`,
  'Nov 28 10:00:02 out postfix/smtp[312]: 4TxyzA1b2c: to=<b@icloud.com>, relay=mx01.mail.icloud.com[192.0.2.33]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
  '',
].join('\n')

let here: TestIngest
beforeAll(async () => {
  here = await openTestIngest()
})
afterAll(() => here.close())
beforeEach(() => here.owner.query('delete from bounce; delete from delivery'))

function mail(...parts: string[][]): string {
  const head = ['From: someone@example.net', 'To: news@example.com', 'Subject: A log', 'MIME-Version: 1.0']
  const type = 'Content-Type: multipart/mixed; boundary="b"'
  return [...head, type, '', ...parts.flatMap((part) => ['--b', ...part]), '--b--', ''].join('\r\n')
}

function bounceMail(text: string): string {
  return [
    'Return-Path: <>',
    'Date: Sat, 28 Nov 2026 10:00:05 +0000',
    'From: MAILER-DAEMON@out.example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    text,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; out.example.com',
    '',
    'Final-Recipient: rfc822; a@icloud.com',
    'Action: failed',
    'Status: 5.7.1',
    'Diagnostic-Code: smtp; 554 5.7.1 [CS01] Message rejected due to local policy.',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: news@example.com',
    'Message-ID: <one@example.com>',
    '',
    '--b--',
    '',
  ].join('\r\n')
}

async function told(): Promise<unknown> {
  const { rows } = await here.owner.query(
    `select (select count(*)::int from bounce) as bounces, (select count(*)::int from bounce_sighting) as sightings,
       (select count(*)::int from delivery) as deliveries, (select array_agg(distinct coalesce(proof, 'none')) from bounce) as proofs`,
  )
  return rows[0]
}

test('a log that is handed in, packed or not, tells of its bounces and deliveries once', async () => {
  const first = await here.ingest(LOG)
  expect(first).toMatchObject({ status: 'stored', documents: [{ kind: 'log', bounces: 1, deliveries: 1 }] })
  const again = await here.ingest(toGzip(`${LOG}\n`))
  expect(again).toMatchObject({ status: 'duplicate', documents: [{ kind: 'log', bounces: 1, deliveries: 1 }] })
  expect(await told()).toEqual({ bounces: 1, sightings: 2, deliveries: 1, proofs: ['log'] })
})

test('a log that is attached to a mail is its sender’s word, whoever hands the mail in', async () => {
  const attached = ['Content-Type: text/plain; name="mail.log"', 'Content-Disposition: attachment; filename="mail.log"']
  const received = await here.ingest(mail(['Content-Type: text/plain', '', 'Hello'], [...attached, '', LOG]))
  expect(received).toMatchObject({ status: 'stored', documents: [{ kind: 'log', bounces: 1, deliveries: 0 }] })
  expect(await told()).toEqual({ bounces: 1, sightings: 1, deliveries: 0, proofs: ['none'] })
})

test('a bounce mail and the line of a log are one bounce, verified whichever comes first', async () => {
  for (const order of [
    [LOG, bounceMail(`<a@icloud.com>: ${REFUSAL}`)],
    [bounceMail(`<a@icloud.com>: ${REFUSAL} `), `${LOG}\n\n`],
  ]) {
    await here.owner.query('delete from bounce; delete from delivery')
    for (const one of order) await here.ingest(one)
    const { rows } = await here.owner.query('select phase, proof, code from bounce')
    expect(rows).toMatchObject([{ phase: 'end-of-data', code: 'CS01' }])
    expect(rows[0].proof).not.toBeNull()
  }
})

test('what is read again tells of the same once more and not twice', async () => {
  const { id } = await here.ingest(`${LOG}\n\n\n`)
  const before = await told()
  await readAgain(here.pool, { organizationId: here.organizationId, submissionId: id })
  expect((await here.readQueued()).find((one) => one.id === id)).toMatchObject({ status: 'stored' })
  expect(await told()).toEqual(before)
})

test('the bytes of what names people are sealed, and those of a report are not', async () => {
  const { id } = await here.ingest(`${LOG}\n\n\n\n`)
  const { rows } = await here.owner.query(
    `select s."isPrivate", k.bytes from submission s join submission_chunk k on k."submissionId" = s.id where s.id = $1`,
    [id],
  )
  expect(rows[0].isPrivate).toBe(true)
  expect(rows[0].bytes.includes('icloud.com')).toBe(false)
})

test('a bounce mail that tells of nothing is kept and refused with what to do', async () => {
  const delivered = bounceMail('Your message was delivered.').replace('Action: failed', 'Action: delivered')
  expect(await here.ingest(delivered)).toMatchObject({ status: 'rejected', reason: { code: 'nothing-delivered' } })
})
