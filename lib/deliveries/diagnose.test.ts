import { expect, test } from 'vitest'

import { diagnose } from './diagnose.ts'

const LINK = 'https://support.apple.com/en-us/HT204137'
const CS01 = `550 5.7.1 [CS01] Message rejected due to local policy. Please visit ${LINK}`
const inferred = { receiver: 'icloud', isIcloud: true, basis: 'text', certainty: 'inferred' }
const untold = { isIcloud: false, basis: null, certainty: 'unknown', code: null }

test.each([
  [
    '550 5.7.1 [CS01] Message rejected due to local policy',
    {
      ...inferred,
      code: 'CS01',
      status: '5.7.1',
      phase: 'unknown',
      usualPhase: 'end-of-data',
      class: 'policy-unknown',
    },
  ],
  ['[CS01] Message rejected due to local policy', { ...inferred, code: 'CS01', status: null }],
  [
    `host mx01.mail.icloud.com[17.57.154.33] said: ${CS01} (in reply to end of DATA command)`,
    { isIcloud: true, basis: 'host', certainty: 'yes', code: 'CS01', phase: 'end-of-data' },
  ],
  [
    `Nov 28 10:00:01 out postfix/smtp[3]: 4TxyzA1b2c: to=<a@icloud.com>, relay=mx02.mail.icloud.com[17.42.251.62]:25, delay=1, dsn=5.7.1, status=bounced (host mx02.mail.icloud.com[17.42.251.62] said: ${CS01} (in reply to end of DATA command))`,
    { basis: 'host', certainty: 'yes', phase: 'end-of-data' },
  ],
  [
    `> host in.forwarder.example[198.51.100.25] said: 550 Not forwarded: host mx01.mail.icloud.com[17.57.154.33] said: ${CS01} (in reply to end of DATA command)`,
    { basis: 'host', certainty: 'yes', code: 'CS01' },
  ],
  [
    `554 5.7.1 Your message was rejected due to example.com's DMARC policy.`,
    { ...inferred, code: null, class: 'dmarc' },
  ],
  [
    `554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See ${LINK} for mailing best practices`,
    { ...inferred, code: 'HME1', class: 'authentication' },
  ],
  ['Message rejected due to local policy', untold],
  ['550 5.7.1 Message rejected due to local policy', untold],
  ['550 5.7.1 [CS01]', untold],
  [
    '550 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.1',
    { ...untold, class: 'blocked' },
  ],
  ['554 Message not allowed - [PH01]', { isIcloud: false, basis: null, certainty: 'no', code: null }],
  [
    'host smart.example.net[192.0.2.5] said: 550 5.7.1 <a@icloud.com>: Message rejected due to local policy (in reply to RCPT TO command)',
    { isIcloud: false, certainty: 'no', phase: 'rcpt' },
  ],
  [
    '550 5.1.1 <jane@mail.example>: user unknown',
    { isIcloud: false, class: 'mailbox-unknown', reply: '550 5.1.1 <…@mail.example>: user unknown' },
  ],
  [
    '250 2.0.0 Ok: queued as 4TxyzA1b2c',
    { isIcloud: false, nextSteps: [], meaning: expect.stringContaining('no refusal') },
  ],
  [
    'host mx01.mail.icloud.com[17.57.154.33] said: 250 2.0.0 Ok: queued',
    { isIcloud: false, meaning: expect.stringContaining('no refusal') },
  ],
])('explains %s', (text, expected) => {
  expect(diagnose(text)).toMatchObject(expected)
})

test.each(['', ' ', 'hello', 'a'.repeat(60_000), '['.repeat(60_000), '550'.repeat(20_000)])(
  'answers what to paste where no answer can be read, and soon (case %#)',
  (text) => {
    const start = performance.now()
    const { isIcloud, nextSteps, meaning } = diagnose(text)
    expect(isIcloud).toBe(false)
    expect(nextSteps.length + meaning.length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(5_000)
  },
)

test('never says what a tag means, and says what local policy is not', () => {
  const { meaning, unknowable, causes } = diagnose(CS01)
  expect(meaning).toContain('local_policy')
  expect(meaning).not.toMatch(/CS01 means|Cloudmark|is spam/i)
  expect(unknowable.length).toBeGreaterThan(3)
  expect(causes).toEqual([])
})

test('marks in its sentences what is only reported, or judged', () => {
  const marked = (reply: string) => diagnose(`host mx01.mail.icloud.com[17.57.154.33] said: ${reply}`).meaning
  expect(marked('554 st11p00im-smtpin005.me.com ESMTP not accepting connections')).toContain(
    'Reported, and not confirmed by Apple: Usually',
  )
  expect(marked('421 4.7.0 st11p00im-smtpin005.me.com Error: too many errors')).toContain('By experience only: Often')
})

test('Yahoo’s tag is no code of Apple’s, whoever repeats it', () => {
  expect(diagnose('host mx01.mail.icloud.com[17.57.154.33] said: 554 Message not allowed - [PH01]').code).toBeNull()
})
