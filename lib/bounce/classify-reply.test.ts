import { expect, test } from 'vitest'

import { classifyReply } from './classify-reply.ts'

test.each([
  ['550 5.1.1 No such user here', 550, '5.1.1', 'mailbox-unknown'],
  ['550 Requested action not taken: mailbox unavailable', 550, null, 'mailbox-unknown'],
  ['550 5.7.1 User unknown', 550, '5.7.1', 'mailbox-unknown'],
  ['552 5.2.2 Mailbox full', 552, '5.2.2', 'mailbox-full'],
  ['452 4.2.2 The mailbox is over quota', 452, '4.2.2', 'mailbox-full'],
  ['554 5.7.1 Relay access denied', 554, '5.7.1', 'relay-denied'],
  ['556 5.1.10 Domain does not accept mail', 556, '5.1.10', 'relay-denied'],
  ['550 5.7.26 Unauthenticated email is not accepted', 550, '5.7.26', 'authentication'],
  ['550 5.7.1 Rejected by the DMARC policy of example.com, SPF failed', 550, '5.7.1', 'dmarc'],
  ['550 5.7.1 SPF check failed', 550, '5.7.1', 'authentication'],
  ['554 5.7.1 Service unavailable; client [192.0.2.10] blocked using bl.example', 554, '5.7.1', 'blocked'],
  ['550 5.7.1 Listed at Spamhaus', 550, '5.7.1', 'blocked'],
  ['550 5.7.1 Poor reputation of the sending domain', 550, '5.7.1', 'reputation'],
  ['550 5.7.1 This message looks like spam', 550, '5.7.1', 'content-policy'],
  ['450 4.7.1 Helo command rejected: Host not found', 450, '4.7.1', 'helo'],
  ['450 4.1.8 Sender address rejected: Domain not found', 450, '4.1.8', 'sender-dns'],
  ['550 5.7.25 No PTR record', 550, '5.7.25', 'sender-dns'],
  ['421 4.7.0 Too many connections', 421, '4.7.0', 'rate'],
  ['451 4.7.1 Greylisted', 451, '4.7.1', 'deferred'],
  ['421 Something odd', 421, null, 'deferred'],
  ['550 5.7.1 Not allowed here', 550, '5.7.1', 'policy-unknown'],
  ['550 5.7.1', 550, '5.7.1', 'policy-unknown'],
  ['550 Something odd', 550, null, 'unknown'],
  ['', null, null, 'unknown'],
] as const)('calls %j of %s %s %s', (text, code, status, expected) => {
  expect(classifyReply(text, code, status)).toBe(expected)
})

test('does not take a mailbox for missing of which the host says to come again', () => {
  expect(classifyReply('450 4.2.1 Receiving mail at an unusual rate', 450, '4.2.1')).toBe('rate')
  expect(classifyReply('450 4.1.1 User unknown', 450, '4.1.1')).toBe('deferred')
  expect(classifyReply('wait', null, '4.2.1')).toBe('deferred')
})

test('looks at long hostile text in a moment', () => {
  const started = performance.now()
  for (const piece of ['exceeded ', 'helo ', 'sender domain of sender ', 'ip address ', 'a', ' ', 'domain '])
    classifyReply(piece.repeat(64 * 1024), 550, null)
  expect(performance.now() - started).toBeLessThan(500)
})

test.each<[string, string | null, string]>([
  ['550 5.7.26 not accepted by the DMARC policy of example.com', '5.7.26', 'dmarc'],
  ['550 5.7.26 neither SPF nor DKIM passed', '5.7.26', 'authentication'],
  ['450 4.2.1 This user receives mail at a rate that is too high', '4.2.1', 'rate'],
  ['550 rejected as spam; mend it and try again', null, 'content-policy'],
  ['550 odd', '5.constructor', 'unknown'],
])('%s (%s) is %s, by what it asks for', (text, status, expected) => {
  expect(classifyReply(text, Number(text.slice(0, 3)), status)).toBe(expected)
})
