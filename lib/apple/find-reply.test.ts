import { describe, expect, test } from 'vitest'

import {
  APPLE_REPLIES,
  findReply,
  isAppleText,
  isForeignText,
  REPLIES_AS_OF,
  REPLY_SOURCES,
  UNKNOWABLE,
} from './find-reply.ts'
import catalogue from './replies.json' with { type: 'json' }
import { REPLY_CLASSES } from './reply-class.ts'

const CERTAINTIES = ['documented', 'stated', 'observed', 'reported', 'judgement', 'unknown']
const CLAIMS = APPLE_REPLIES.flatMap((entry) => [...entry.says, ...entry.conflicts].map((claim) => ({ entry, claim })))

describe.each(APPLE_REPLIES)('$id', (entry) => {
  test('is found by its own example, refused with either code, and without one', () => {
    const words = entry.example.replace(/^\d{3} /, '')
    const unnumbered = words.replace(/^\d\.\d+\.\d+ /, '')
    const refusals = entry.example.startsWith('5') ? [`550 ${words}`, `554 ${words}`, `555 ${words}`] : []
    for (const text of [entry.example, ...refusals, words, unnumbered, entry.example.toUpperCase()]) {
      const found = findReply(text).entry
      expect([found.id, found.group, found.class], text).toEqual([entry.id, entry.group, entry.class])
    }
  })

  test('has whole sentences, and what to do next', () => {
    const sentences = [...entry.says, ...entry.conflicts].map(({ text }) => text)
    for (const sentence of [...sentences, ...entry.nextSteps, entry.doesNotProve ?? 'Nothing.'])
      expect(sentence).toMatch(/^\p{Lu}.*[.?]$/u)
    expect(entry.says.length).toBeGreaterThan(0)
    expect(entry.nextSteps.length).toBeGreaterThan(0)
    expect(REPLY_CLASSES).toContain(entry.class)
  })
})

/** Group and class of every reply that is known. */
test.each([
  ['550 5.7.1 [CS01] Message rejected due to local policy.', 'CS01', 'policy-unknown'],
  ['554 5.7.1 [CS02] Message rejected due to local policy.', 'CS02', 'policy-unknown'],
  ['554 5.7.1 [HM07] Message rejected due to local policy.', 'HM07', 'policy-unknown'],
  ['[HM08] Message rejected due to local policy', 'HM08', 'policy-unknown'],
  ['550 5.7.1 Message rejected due to local policy.', 'NONE', 'policy-unknown'],
  ['550 5.7.1 [HCM2] Your mail from 2001:db8::1 was rejected.', 'HCM2', 'blocked'],
  [
    '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks.',
    'HME1',
    'authentication',
  ],
  ["550 5.7.1 Your message was rejected due to example.org's DMARC policy.", 'DMARC', 'dmarc'],
  ['554 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.1', 'CONN', 'blocked'],
  ['554 mr28p00im-smtpin001.me.com ESMTP not accepting connections', 'CONN', 'blocked'],
  ['550 5.7.1 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus PBL.', 'SPAMHAUS', 'blocked'],
  ['550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL', 'DBL', 'reputation'],
  ['421 4.7.1 Messages to a@example.com deferred due to excessive volume.', 'RATE', 'rate'],
  ['421 4.7.0 host.me.com Error: too many errors', 'RATE', 'rate'],
  ['451 4.7.1 Service unavailable - try again later', 'OTHER', 'deferred'],
  ['450 4.2.0 Resources temporarily unavailable', 'OTHER', 'deferred'],
  ['450 4.1.8 <a@example.com>: Sender address rejected: Domain not found', 'DNS', 'sender-dns'],
  ['450 4.7.1 <mail>: Helo command rejected: Host not found', 'DNS', 'helo'],
  ['550 5.1.1 <a@icloud.com>: user does not exist', 'RECIPIENT', 'mailbox-unknown'],
  ['550 5.1.1 unknown or illegal alias: a@me.com', 'RECIPIENT', 'mailbox-unknown'],
  ['550 5.1.1 <a@icloud.com>: inactive email address', 'RECIPIENT', 'mailbox-unknown'],
  ['550 5.1.6 recipient no longer on server: a@mac.com', 'RECIPIENT', 'mailbox-unknown'],
  ['552 5.2.2 <a@icloud.com>: user is over quota', 'RECIPIENT', 'mailbox-full'],
  ['554 5.7.1 <a@example.com>: Relay access denied', 'RECIPIENT', 'relay-denied'],
  ['host does not accept mail', 'RECIPIENT', 'relay-denied'],
  ['host/domain does not accept mail', 'RECIPIENT', 'relay-denied'],
  ['550 5.7.1 Relay not permitted for user', 'RECIPIENT', 'private-relay'],
  ['450 Delivery not authorized, message refused', 'RECIPIENT', 'private-relay'],
  ['550 5.7.1 [ZZ99] Some text', 'OTHER', 'policy-unknown'],
  ['550 5.9.9 Some text', 'OTHER', 'unknown'],
  ['', 'OTHER', 'unknown'],
])('reads %j as %s', (text, group, replyClass) => {
  const { entry } = findReply(text)
  expect([entry.group, entry.class]).toEqual([group, replyClass])
})

test.each(['CS03', 'HM09', 'ABCD12', 'XY1'])('names the unseen tag [%s], of which nothing is known', (tag) => {
  const found = findReply(`554 5.7.1 [${tag}] Message rejected due to local policy`)
  expect(found).toMatchObject({ tag, entry: { id: 'new-tag', isUnexplained: true } })
})

test.each(['[A1]', '[ABCDE1]', '[CS123]', '[cs01]', '[192.0.2.1]', '[CS 01]', 'CS01'])(
  'takes %s for no tag',
  (text) => {
    expect(findReply(`554 5.7.1 ${text} Message rejected due to local policy`)).toMatchObject({ tag: null })
  },
)

test('has an id once, and each tag once', () => {
  const ids = APPLE_REPLIES.map(({ id }) => id)
  const tags = APPLE_REPLIES.map(({ tag }) => tag).filter((tag) => tag !== null)
  expect(new Set(ids).size).toBe(ids.length)
  expect(tags.toSorted()).toEqual(['CS01', 'CS02', 'HCM2', 'HM07', 'HM08', 'HME1'])
})

test('says of each sentence how certain it is and where it is from', () => {
  for (const { claim } of CLAIMS) {
    expect(CERTAINTIES).toContain(claim.certainty)
    expect(REPLY_SOURCES, claim.text).toHaveProperty(claim.source)
    if (claim.certainty === 'documented') expect(claim.source).toBe('apple-postmaster')
    expect(claim.certainty === 'stated', claim.text).toBe(claim.source === 'reply')
    if (claim.source === 'nobody') expect(claim.certainty).toBe('unknown')
    if (claim.certainty === 'observed') expect(['experience', 'nobody', 'reply']).not.toContain(claim.source)
  }
  const used = new Set(CLAIMS.map(({ claim }) => claim.source))
  expect(Object.keys(REPLY_SOURCES).filter((source) => !used.has(source as keyof typeof catalogue.sources))).toEqual([])
})

test('never says what a tag means, who blocks, or that anything is clean or over', () => {
  const sentences = APPLE_REPLIES.flatMap((entry) => [
    ...[...entry.says, ...entry.conflicts].map(({ text }) => text),
    ...entry.nextSteps,
    ...(entry.doesNotProve ? [entry.doesNotProve] : []),
    entry.title,
  ])
  for (const sentence of [...sentences, ...UNKNOWABLE]) {
    expect(sentence).not.toMatch(/\b(?:CS|HM|HCM|HME)\d+\]? (?:means|stands for|is (?:a|the|about))\b/)
    expect(sentence).not.toMatch(/cloudmark|content is spam|\bclean\b|\bresolved\b|%/i)
  }
})

test('says of every refusal that explains nothing that nobody knows its meaning', () => {
  const unexplained = APPLE_REPLIES.filter(({ isUnexplained }) => isUnexplained).map(({ id }) => id)
  expect(unexplained).toEqual(['cs01', 'cs02', 'hm07', 'hm08', 'no-tag', 'new-tag'])
  for (const entry of APPLE_REPLIES.filter(({ isUnexplained }) => isUnexplained)) {
    expect(entry.class).toBe('policy-unknown')
    expect(entry.doesNotProve).toContain('does not prove')
    expect(entry.nextSteps.join(' ')).toContain('icloudadmin@apple.com')
  }
  expect(UNKNOWABLE).toHaveLength(5)
  expect(REPLIES_AS_OF).toMatch(/^\d{4}-\d\d$/)
})

test('reads 64 KiB of hostile text in a moment', () => {
  const pieces = [
    '[CS0',
    'your message was rejected due to ',
    'support.apple.com/',
    'a-a-',
    '[',
    ' ',
    "'s DMARC policy",
  ]
  const started = performance.now()
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil((64 * 1024) / piece.length))
    findReply(text)
    isAppleText(text)
    isForeignText(text)
  }
  // The patterns themselves, without the cut before them.
  for (const { pattern } of catalogue.replies)
    for (const piece of pieces) new RegExp(pattern, 'i').test(piece.repeat(Math.ceil((64 * 1024) / piece.length)))
  expect(performance.now() - started).toBeLessThan(2_000)
})
