import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { base64Lines, makeMail, makeMultipart, reportXml, unpackAll, unpackLines } from './testing/unpack-all.ts'

const TEXT: [string[], string] = [['Content-Type: text/plain'], 'See below.']
const REPORT: [string[], string] = [
  ['Content-Type: application/gzip', 'Content-Transfer-Encoding: base64'],
  base64Lines(gzipSync(reportXml())),
]
const RETURNED: [string[], string] = [
  ['Content-Type: message/rfc822'],
  makeMultipart([REPORT]).replaceAll('frontier', 'inner'),
]
const DELIVERY: [string[], string] = [['Content-Type: message/delivery-status'], 'Reporting-MTA: dns; mx.example.com']

function feedback(fields: string): [string[], string] {
  return [['Content-Type: message/feedback-report'], fields]
}

test.each([
  ['multipart/report; report-type=delivery-status', [TEXT, DELIVERY, RETURNED], 'bounce'],
  ['multipart/report; report-type="Delivery-Status"', [TEXT, RETURNED], 'bounce'],
  ['multipart/mixed', [TEXT, DELIVERY, RETURNED], 'bounce'],
  ['multipart/report; report-type=feedback-report', [TEXT, feedback('Feedback-Type: abuse'), RETURNED], 'complaint'],
  ['multipart/report; report-type=feedback-report', [TEXT, feedback('Feedback-Type: fraud')], 'complaint'],
  ['multipart/report; report-type=feedback-report', [TEXT, RETURNED], 'complaint'],
  ['multipart/mixed', [TEXT, feedback('Version: 1\r\nFeedback-Type: auth-failure'), RETURNED], 'failure not-read-yet'],
  ['multipart/report', [feedback('Auth-Failure: dmarc'), RETURNED], 'failure not-read-yet'],
  ['multipart/report; report-type=tlsrpt', [TEXT, REPORT], 'tls not-read-yet'],
  ['multipart/mixed', [TEXT, [['Content-Type: application/tlsrpt+gzip'], 'H4sI']], 'tls not-read-yet'],
] as [string, [string[], string][], string][])('takes %s for one document: %#', async (type, parts, line) => {
  expect(await unpackLines(makeMultipart(parts, type))).toEqual([line])
})

test('keeps the digging for other multipart reports and for mails that only quote such a thing', async () => {
  expect(await unpackLines(makeMultipart([TEXT, REPORT], 'multipart/report'))).toEqual(['aggregate'])
  expect(await unpackLines(makeMultipart([TEXT, RETURNED]))).toEqual(['aggregate'])
})

test('finds a bounce that was forwarded as an attachment', async () => {
  const bounce = makeMultipart([TEXT, DELIVERY], 'multipart/report; report-type=delivery-status').replaceAll(
    'frontier',
    'in',
  )
  const forwarded = makeMultipart([TEXT, [['Content-Type: message/rfc822; name=b.eml'], bounce]])
  expect(await unpackAll(forwarded)).toMatchObject([{ name: 'b.eml', line: 'bounce' }])
})

test.each([
  ['From: MAILER-DAEMON@mx.example.net\r\nSubject: failure notice', 'bounce'],
  ['From: Mail Delivery System <x@example.net>\r\nSubject: Undelivered Mail Returned to Sender', 'bounce'],
  ['From: Postmaster <postmaster@example.net>\r\nSubject: Undeliverable: Hello', 'bounce'],
  ['From: <>\r\nSubject: Returned mail: User unknown', 'bounce'],
  ['Return-Path: <>\r\nFrom: x@example.net\r\nSubject: =?utf-8?B?TWFpbCBkZWxpdmVyeSBmYWlsZWQ=?=', 'bounce'],
  ['From: x@example.net\r\nX-Failed-Recipients: y@example.com\r\nSubject: Hello', 'bounce'],
  ['From: x@example.net\r\nSubject: failure notice', 'other not-a-report'],
  ['From: MAILER-DAEMON@mx.example.net\r\nSubject: Weekly digest', 'other not-a-report'],
  ['From: staff@hotmail.com\r\nSubject: complaint about message from 192.0.2.1', 'complaint'],
  ['From: x@example.net\r\nSubject: complaint about message from you', 'other not-a-report'],
])('tells by sender and subject: %#', async (headers, line) => {
  expect(await unpackLines(`${headers}\r\n\r\nSome text\r\n`)).toEqual([line])
})

test('reads a report from a mailer daemon, and one that a null sender sent', async () => {
  const headers = 'Return-Path: <>\r\nFrom: MAILER-DAEMON@esa1.example.net\r\nSubject: Report Domain: example.com\r\n'
  expect(await unpackLines(headers + makeMultipart([TEXT, REPORT]))).toEqual(['aggregate'])
})

test('reads a report that comes under the sender and subject of a bounce', async () => {
  const headers = 'From: postmaster@example.net\r\nSubject: DMARC delivery failure summary\r\n'
  const xml: [string[], string] = [['Content-Type: text/xml; name=r.xml'], reportXml()]
  expect(await unpackLines(headers + makeMultipart([TEXT, REPORT]))).toEqual(['aggregate'])
  expect(await unpackLines(headers + makeMultipart([TEXT, xml]))).toEqual(['aggregate'])
  expect(await unpackLines(`${headers}\r\n${reportXml()}`)).toEqual(['aggregate'])
})

test('takes a bounce for one although its text quotes a report or returns a mail with one', async () => {
  const headers = 'From: MAILER-DAEMON@mx.example.net\r\nSubject: failure notice\r\n'
  expect(await unpackLines(`${headers}\r\nSorry.\r\n--- Below is a copy.\r\n\r\n${reportXml()}`)).toEqual(['bounce'])
  expect(await unpackLines(headers + makeMultipart([TEXT, RETURNED]))).toEqual(['bounce'])
})

test('tells failure reports in plain text from mails that talk about them', async () => {
  const text = 'A message claiming to be from you has failed the published DMARC policy for your domain.\r\n'
  expect(await unpackLines(makeMail([], text))).toEqual(['failure not-read-yet'])
  expect(await unpackLines(makeMail([], `This is a spf/dkim authentication-failure report for a message.`))).toEqual([
    'failure not-read-yet',
  ])
  expect(await unpackLines(makeMail([], `I got this today, what is it?\r\n> ${text}`))).toEqual(['other not-a-report'])
})

test('takes a complaint by the header that Microsoft adds', async () => {
  const original: [string[], string] = [['Content-Type: text/plain'], 'X-HmXmrOriginalRecipient: a@example.com']
  expect(await unpackLines(makeMultipart([original]))).toEqual(['complaint'])
})
