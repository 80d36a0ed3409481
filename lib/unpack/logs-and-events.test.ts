import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { base64Lines, makeMail, makeMultipart, makeZip, unpackAll, unpackLines } from './testing/unpack-all.ts'

const POSTFIX =
  'Nov  1 12:00:00 mx postfix/smtp[123]: 4ABCDEF012: to=<a@example.com>, relay=none, status=deferred (x)\n'
const CRON = 'Nov  1 12:00:00 mx CRON[1]: (root) CMD (true)\n'
const HARAKA = '2026-11-01T12:00:00.000Z [NOTICE] [8A1F6B9C-0000-4000-8000-0123456789AB.1.1] [outbound] delivered\n'

test.each([
  ['Postfix', POSTFIX],
  ['Postfix in JSON-free ISO time', '2026-11-01T12:00:00.1+00:00 mx postfix/qmgr[12]: 4ABCDEF012: removed\n'],
  ['several Postfixes', POSTFIX.replace('postfix/', 'postfix-out/')],
  ['Exim', '2026-11-01 12:00:00 1aBcDe-000001-AB => a@example.com R=dnslookup T=remote_smtp\n'],
  ['Exim with long names', '2026-11-01 12:00:00.123 +0100 [77] 1aBcDe-00000001234-ABCD ** a@example.com R=r: x\n'],
  ['Exim in syslog', 'Nov  1 12:00:00 mx exim[12]: 2026-11-01 12:00:00 1aBcDe-000001-AB Completed\n'],
  ['Haraka', HARAKA],
  ['Haraka as names and values', 'level=INFO uuid=8A1F6B9C-0000-4000-8000-0123456789AB.1 source=outbound message=x\n'],
  ['a log that begins with other programs', CRON.repeat(400) + POSTFIX],
  ['a log with no line about mail in its first 64 KiB', CRON.repeat(4_000) + POSTFIX],
])('knows a mail log of %s', async (_, text) => {
  expect(await unpackAll(text)).toMatchObject([{ line: 'log', text }])
})

test.each([
  ['Amazon SES', '{"notificationType":"Bounce","bounce":{}}'],
  ['Amazon SNS', '{"Type":"Notification","TopicArn":"arn:x","Message":"{\\"notificationType\\":\\"Bounce\\"}"}'],
  ['SendGrid', '[{"email":"a@example.com","event":"bounce","sg_event_id":"x"}]'],
  ['Mailgun', '{"signature":{},"event-data":{"event":"failed"}}'],
  ['Postmark', '{"RecordType":"Bounce"}'],
  ['SparkPost', '[{"msys":{"message_event":{}}}]'],
  ['Mailtrap', '{"events":[{"event":"bounce","sending_stream":"transactional"}]}'],
  ['Brevo', '{"event":"hard_bounce","message-id":"<1@example.com>"}'],
  ['Resend', '{"type": "email.bounced","data":{}}'],
])('knows events of %s', async (_, text) => {
  expect(await unpackAll(text)).toMatchObject([{ line: 'event', text }])
})

test.each([
  ['a few lines', 'Nov 1: bought bread\nNov 2: slept\n'],
  ['less than five lines of syslog that say nothing of mail', CRON.repeat(4)],
  ['text with half its lines of syslog', `${CRON}words\n`.repeat(10)],
  ['other JSON', '{"type":"email","to":"a@example.com"}'],
])('takes %s for nothing', async (_, text) => {
  expect(await unpackLines(text)).toEqual(['other not-a-report'])
})

test('takes five lines of syslog for a log', async () => {
  expect(await unpackLines(CRON.repeat(5))).toEqual(['log'])
})

test('finds logs and events in archives and attachments, but not in the text of a mail', async () => {
  const event = '{"RecordType":"Bounce"}'
  expect(await unpackLines(gzipSync(POSTFIX))).toEqual(['log'])
  expect(await unpackLines(await makeZip({ 'mail.log': POSTFIX, 'e.json': event }))).toEqual(['log', 'event'])
  const log: [string[], string] = [
    ['Content-Type: text/plain; name=mail.log', 'Content-Transfer-Encoding: base64'],
    base64Lines(POSTFIX),
  ]
  expect(await unpackLines(makeMultipart([[['Content-Type: text/plain'], POSTFIX], log]))).toEqual(['log'])
  expect(await unpackLines(makeMail([], POSTFIX))).toEqual(['other not-a-report'])
  expect(await unpackLines(makeMail([], event))).toEqual(['other not-a-report'])
})
