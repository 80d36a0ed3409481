import { expect, test } from 'vitest'

import { readBounceMail } from './read-bounce-mail.ts'
import { readComplaint } from './read-complaint.ts'
import { readText } from './read-text.ts'

const HEADERS =
  'From: MAILER-DAEMON@out.example.com\r\nTo: news@example.com\r\nSubject: Undelivered mail\r\nDate: Sun, 01 Nov 2026 12:00:00 +0100\r\n\r\n'
const RETURNED =
  'Return-Path: <bounce@example.com>\r\nFrom: News <news@Example.com>\r\nMessage-ID: <1@example.com>\r\nSubject: x\r\n'
const REPLY = '554 5.7.1 Refused by policy'

function status(fields: string): { type: string; text: string } {
  return {
    type: 'message/delivery-status',
    text: `Reporting-MTA: dns; out.example.com\r\nX-Postfix-Queue-ID: 4ABC\r\n\r\n${fields}`,
  }
}

test('reads status, words and returned header of a bounce', () => {
  const words = `<a@example.net>: host mx1.example.net[192.0.2.7] said: ${REPLY} (in reply to end of DATA\n    command)`
  const fields = `FINAL-RECIPIENT: rfc822; a@Example.net\r\nAction: failed\r\nStatus: 5.0.0\r\nRemote-MTA: dns; mx1.example.net\r\nDiagnostic-Code: smtp; 554 5.7.1\r\n    Refused by policy`
  const parts = [
    { type: 'text/plain', text: words },
    status(fields),
    { type: 'message/rfc822', text: `${RETURNED}\r\nbody` },
  ]
  expect(readBounceMail({ headers: HEADERS, parts })).toMatchObject([
    {
      outcome: 'refused',
      carrier: 'dsn',
      at: '2026-11-01T11:00:00.000Z',
      reply: { text: REPLY, phase: 'end-of-data', host: 'mx1.example.net' },
      status: '5.7.1',
      remoteHost: 'mx1.example.net',
      remoteIp: '192.0.2.7',
      recipient: 'a@example.net',
      envelopeFrom: 'bounce@example.com',
      headerFrom: 'news@example.com',
      messageId: '1@example.com',
      queueId: '4ABC',
      reportingHost: 'out.example.com',
      sourceIp: null,
      returnedHeaders: RETURNED.trimEnd(),
    },
  ])
})

test('gives one delivery for each recipient', () => {
  const one = (name: string, action: string): string =>
    `Final-Recipient: rfc822; ${name}@example.net\r\nAction: ${action}\r\n\r\n`
  const mail = { headers: HEADERS, parts: [status(one('a', 'failed') + one('b', 'delayed') + one('c', 'relayed'))] }
  expect(readBounceMail(mail).map(({ recipient, outcome }) => `${recipient} ${outcome}`)).toEqual([
    'a@example.net refused',
    'b@example.net deferred',
    'c@example.net delivered',
  ])
})

test.each([
  ['Connection timed out', 'unreachable'],
  ['Host or domain name not found', 'unreachable'],
  ['not sent: the address is on your suppression list', 'suppressed'],
])('tells from %j that no host refused', (diagnostic, outcome) => {
  const fields = `Final-Recipient: rfc822; a@example.net\r\nAction: failed\r\nDiagnostic-Code: X-Mailer; ${diagnostic}`
  expect(readBounceMail({ headers: HEADERS, parts: [status(fields)] })).toMatchObject([{ outcome }])
})

test.each([
  [
    'qmail',
    `Hi. This is the qmail-send program at out.example.com.\n\n<a@example.net>:\n192.0.2.7 does not like recipient.\nRemote host said: ${REPLY}\nGiving up on 192.0.2.7.`,
    'rcpt',
  ],
  [
    'Exim',
    `The following address failed:\n\n  a@example.net\n    SMTP error from remote mail server after end of data:\n    host mx1.example.net [192.0.2.7]: ${REPLY}`,
    'end-of-data',
  ],
  [
    'sendmail',
    `   ----- The following addresses had permanent fatal errors -----\n<a@example.net>\n\n   ----- Transcript of session follows -----\n... while talking to mx1.example.net.:\n>>> RCPT To:<a@example.net>\n<<< ${REPLY}\n`,
    'rcpt',
  ],
])('reads the words of %s, with the message at their end', (_, words, phase) => {
  const text = `${words}\n\n--- Below is a copy of the message.\n\n${RETURNED}\nbody`
  expect(readBounceMail({ headers: HEADERS, parts: [{ type: 'text/plain', text }] })).toMatchObject([
    { outcome: 'refused', recipient: 'a@example.net', reply: { text: REPLY, phase }, messageId: '1@example.com' },
  ])
})

test('takes an automatic reply for no delivery', () => {
  const headers = 'From: a@example.net\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\n'
  expect(readBounceMail({ headers, parts: [{ type: 'text/plain', text: 'I am away until Monday.' }] })).toEqual([])
})

test('reads a complaint', () => {
  const report =
    'Feedback-Type: Abuse\r\nSource-IP: 192.0.2.1\r\nOriginal-Rcpt-To: <a@example.net>\r\nArrival-Date: Sun, 01 Nov 2026 12:00:00 GMT'
  const parts = [
    { type: 'message/feedback-report', text: report },
    { type: 'message/rfc822', text: RETURNED },
  ]
  expect(readComplaint({ headers: 'From: fbl@example.org\r\n', parts })).toEqual({
    carrier: 'arf',
    at: '2026-11-01T12:00:00.000Z',
    feedbackType: 'abuse',
    reporter: 'example.org',
    sourceIp: '192.0.2.1',
    headerFrom: 'news@example.com',
    messageId: '1@example.com',
    recipient: 'a@example.net',
  })
})

test.each([
  ['a reply', REPLY, {}],
  [
    'a line of Postfix',
    `Nov 1 12:00:00 mx postfix/smtp[1]: 4ABCDEF: to=<a@example.net>, relay=mx1.example.net[192.0.2.7]:25, dsn=5.7.1, status=bounced (host mx1.example.net[192.0.2.7] said: ${REPLY} (in reply to end of DATA command))`,
    { recipient: 'a@example.net', remoteHost: 'mx1.example.net', queueId: '4ABCDEF' },
  ],
  [
    'a line of Exim',
    `2026-11-01 12:00:00 1aBcDe-000001-AB ** a@example.net R=r T=t H=mx1.example.net [192.0.2.7]: SMTP error from remote mail server after end of data: ${REPLY}`,
    { recipient: 'a@example.net', remoteHost: 'mx1.example.net' },
  ],
  [
    'an event',
    JSON.stringify({
      bounce: { bouncedRecipients: [{ emailAddress: 'a@example.net', diagnosticCode: `smtp; ${REPLY}` }] },
    }),
    { recipient: 'a@example.net' },
  ],
  [
    'a whole bounce',
    `${HEADERS.trim()}\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${status(`Final-Recipient: rfc822; a@example.net\r\nAction: failed\r\nDiagnostic-Code: smtp; ${REPLY}`).text}\r\n--b--\r\n`,
    { recipient: 'a@example.net' },
  ],
])('reads %s that was pasted', (_, text, more) => {
  expect(readText(text)).toMatchObject({ carrier: 'text', outcome: 'refused', reply: { text: REPLY }, ...more })
})

test.each(['<', ' ', '\n', 'a@', 'A: b\n', 'From: a\n', '[', '\0', 'a@example.com\n', '> '])(
  'answers in time to a bounce of nothing but %j',
  (piece) => {
    const text = piece.repeat(2 ** 18 / piece.length)
    const started = performance.now()
    readBounceMail({
      headers: HEADERS + text,
      parts: [{ type: 'text/plain', text }, status(text), { type: 'message/rfc822', text }],
    })
    readText(text)
    expect(performance.now() - started).toBeLessThan(4_000)
  },
)
