import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readReply } from './read-reply.ts'

const TEXT = '554 5.7.1 [XY01] Message refused by policy. See https://help.example/1'
const PLAIN = { text: TEXT, smtpCode: 554, status: '5.7.1' }
const MX = { host: 'mx1.example.net', ip: '192.0.2.7' }

test.each([
  ['as it is', TEXT, {}],
  ['in a field', `smtp; ${TEXT}`, {}],
  ['in lines', 'smtp; 554-5.7.1 [XY01] Message refused\r\n    554 5.7.1 by policy. See https://help.example/1', {}],
  ["in a forwarder's quotation", `> > ${TEXT.replace(' by', '\n> > by')}`, {}],
  ['in HTML', `<p>Error:<br>${TEXT}<br></p>`, {}],
  [
    'of Postfix',
    `host mx1.example.net[192.0.2.7] said: ${TEXT} (in reply to end of DATA command)`,
    { ...MX, phase: 'end-of-data' },
  ],
  [
    'of Postfix to RCPT',
    `host mx1.example.net[192.0.2.7] said: ${TEXT} (in reply to RCPT TO command)`,
    { ...MX, phase: 'rcpt' },
  ],
  [
    'of Exim',
    `SMTP error from remote mail server after end of data:\n host mx1.example.net [192.0.2.7]: ${TEXT}`,
    { ...MX, phase: 'end-of-data' },
  ],
  [
    'of a later Exim',
    `host mx1.example.net [192.0.2.7]\n SMTP error from remote mail server after pipelined MAIL FROM:<a@example.com>:\n ${TEXT}`,
    { ...MX, phase: 'mail' },
  ],
  [
    'of Exim at connect',
    `SMTP error from remote mail server after initial connection: host mx1.example.net [192.0.2.7]: ${TEXT}`,
    { ...MX, phase: 'connect' },
  ],
  [
    'of qmail',
    `<a@example.net>:\n192.0.2.7 failed after I sent the message.\nRemote host said: ${TEXT}\nI'm not going to try again`,
    { ip: '192.0.2.7', phase: 'end-of-data' },
  ],
  [
    'of sendmail',
    `... while talking to mx1.example.net.:\n>>> DATA\n<<< ${TEXT}\n554 5.0.0 Service unavailable`,
    { host: MX.host, phase: 'data' },
  ],
  [
    'of sendmail in one line',
    `... while talking to mx1.example.net.: >>> MAIL From:<a@example.com> <<< ${TEXT} 554 5.0.0 Service unavailable`,
    { host: MX.host, phase: 'mail' },
  ],
  ['of Exchange', `<mx1.example.net #5.7.1 smtp;${TEXT}> #SMTP#`, { host: MX.host }],
  ['of a later Exchange', `#${TEXT} ##`, {}],
  ['of Gmail', `The response from the remote server was:\n\n${TEXT}`, {}],
  ['of Office 365', `mx1.example.net\nRemote Server returned '${TEXT}'`, { host: MX.host }],
  ['of Office 365 in brackets', `[{LED=${TEXT}};{MSG=};{FQDN=mx1.example.net};{IP=192.0.2.7};{LRT=x}]`, MX],
  ['in JSON', `"diagnosticCode":"${TEXT}","action":"failed"`, {}],
])('reads a reply %s', (_, text, more) => {
  expect(readReply(text)).toMatchObject({ ...PLAIN, phase: 'unknown', host: null, quotedBy: null, ...more })
})

test('keeps the reply that another one stands in, with host and phase of both', () => {
  const quoted = `550 5.7.1 Not forwarded: host mx1.example.net[192.0.2.7] said: ${TEXT}`
  const phases = '(in reply to RCPT TO command) (in reply to end of DATA command)'
  expect(readReply(`host fwd.example.org[192.0.2.9] said: ${quoted} ${phases}`)).toMatchObject({
    ...PLAIN,
    ...MX,
    phase: 'rcpt',
    quotedBy: { host: 'fwd.example.org', phase: 'end-of-data', text: quoted },
  })
})

test('leaves the phase of a quoted reply open where only the outer one states its own', () => {
  const text = `host fwd.example.org[192.0.2.9] said: 554 5.7.1 remote server replied "${TEXT}" (in reply to end of DATA command)`
  expect(readReply(text)).toMatchObject({ ...PLAIN, phase: 'unknown', quotedBy: { phase: 'end-of-data' } })
})

test('takes no number for a code, and no address or date for a status', () => {
  expect(readReply('Refused: 500 messages an hour')).toMatchObject({ smtpCode: null })
  expect(readReply('550 refused 5.1.2.3 on 5.11.2026')).toMatchObject({
    smtpCode: 550,
    status: null,
    namedIps: ['5.1.2.3'],
  })
  expect(readReply('550 no such user (5.1.1)')).toMatchObject({ status: '5.1.1' })
})

test('reads refusals without a status or a code', () => {
  expect(readReply('554 mx1.example.net ESMTP not accepting connections')).toMatchObject({
    smtpCode: 554,
    status: null,
  })
  expect(readReply('[XY01] Refused by policy')).toMatchObject({ text: '[XY01] Refused by policy', smtpCode: null })
  expect(readReply(' \n')).toBeNull()
})

test('collects addresses and the transaction', () => {
  expect(
    readReply('550 5.7.1 192.0.2.1 and 2001:DB8:0::1 refused, Txn ID 00000000-aaaa-4bbb-8ccc-0123456789ab'),
  ).toMatchObject({
    namedIps: ['192.0.2.1', '2001:db8::1'],
    txnId: '00000000-aaaa-4bbb-8ccc-0123456789ab',
  })
})

test('cuts a reply at 2,000 characters', () => {
  expect(readReply(`550 ${'x'.repeat(1_996)}`)!.text).toHaveLength(2_000)
  expect(readReply(`550 ${'x'.repeat(1_997)}`)!.text).toHaveLength(2_000)
})

test.each(['<', ' ', '554-', '554 5.7.1 ', '\0', '(', '>>> ', '<<< 554-', '<head>', 'a.', '\n', 'said: 554 '])(
  'answers in time to a MiB of %j',
  (piece) => {
    const started = performance.now()
    readReply(piece.repeat(2 ** 20 / piece.length))
    expect(performance.now() - started).toBeLessThan(2_000)
  },
)

test('never throws', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('554-', '554 5.7.1 ', 'said: ', '<', '\n', '(in reply to DATA)'),
        ),
      ),
      (pieces) => {
        expect(readReply(pieces.join(''))?.text.length ?? 0).toBeLessThanOrEqual(2_000)
      },
    ),
  )
})
