import { describe, expect, test } from 'vitest'

import { type AppleFacts, judgeApple } from './judge-apple.ts'

const NOTHING: AppleFacts = {
  reply: null,
  host: null,
  ip: null,
  isQuoted: false,
  mxHosts: [],
  recipientDomain: null,
  isElsewhere: false,
  isSuppressed: false,
}
const APPLE_TEXT =
  '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137'
const YAHOO_TEXT = '554 Message not allowed - [PH01] Email not accepted for policy reasons.'
const GENERIC_TEXT = '550 5.7.1 Message rejected due to local policy'

const HOSTS = { apple: 'mx01.mail.icloud.com', foreign: 'mx.example.com', none: null }
const IPS = { apple: '17.57.154.33', foreign: '192.0.2.25', none: null }
const MXS = { apple: ['mx02.mail.icloud.com'], routing: ['icloud.com'], foreign: ['mx.example.com'], none: [] }
const RECIPIENTS = {
  icloud: { recipientDomain: 'icloud.com', isElsewhere: false },
  relay: { recipientDomain: 'privaterelay.appleid.com', isElsewhere: false },
  corporate: { recipientDomain: 'apple.com', isElsewhere: false },
  elsewhere: { recipientDomain: 'gmail.com', isElsewhere: true },
  custom: { recipientDomain: 'example.com', isElsewhere: false },
  none: { recipientDomain: null, isElsewhere: false },
}
const TEXTS = { apple: APPLE_TEXT, foreign: YAHOO_TEXT, generic: GENERIC_TEXT, none: null }

type Case = {
  host: keyof typeof HOSTS
  ip: keyof typeof IPS
  mx: keyof typeof MXS
  recipient: keyof typeof RECIPIENTS
  text: keyof typeof TEXTS
  isQuoted: boolean
}

/** The order of who says more, spelled out once more as a list. */
function expected({ host, ip, mx, recipient, text, isQuoted }: Case): string {
  if (host === 'apple') return 'yes host'
  if (isQuoted && text === 'apple') return 'inferred text'
  if (host === 'foreign') return 'no'
  if (ip !== 'none') return ip === 'apple' ? 'inferred host' : 'no'
  if (mx !== 'none') return mx === 'foreign' ? 'no' : 'yes mx'
  if (text === 'foreign') return 'no'
  if (recipient === 'icloud' || recipient === 'relay') return 'inferred recipient'
  if (recipient === 'corporate' || recipient === 'elsewhere') return 'no'
  return text === 'apple' ? 'inferred text' : 'unknown'
}

const CASES: Case[] = keys(HOSTS).flatMap((host) =>
  keys(IPS).flatMap((ip) =>
    keys(MXS).flatMap((mx) =>
      keys(RECIPIENTS).flatMap((recipient) =>
        keys(TEXTS).flatMap((text) => [false, true].map((isQuoted) => ({ host, ip, mx, recipient, text, isQuoted }))),
      ),
    ),
  ),
)

function keys<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[]
}

function facts(each: Case): AppleFacts {
  return {
    ...NOTHING,
    ...RECIPIENTS[each.recipient],
    host: HOSTS[each.host],
    ip: IPS[each.ip],
    mxHosts: MXS[each.mx],
    reply: TEXTS[each.text],
    isQuoted: each.isQuoted,
  }
}

test('believes who refused before the mail exchanger, that before the recipient, that before the text, in all combinations', () => {
  expect(CASES).toHaveLength(3 * 3 * 4 * 6 * 4 * 2)
  for (const each of CASES) {
    const { certainty, basis } = judgeApple(facts(each))
    expect([certainty, basis].filter(Boolean).join(' '), JSON.stringify(each)).toBe(expected(each))
  }
})

test('is Apple’s exactly where it says on what that rests', () => {
  for (const each of CASES) {
    const { isIcloud, basis, certainty } = judgeApple(facts(each))
    expect(isIcloud).toBe(basis !== null)
    expect(isIcloud).toBe(certainty === 'yes' || certainty === 'inferred')
  }
})

test('counts nothing as Apple’s that the provider never sent', () => {
  for (const each of CASES)
    expect(judgeApple({ ...facts(each), isSuppressed: true })).toEqual({
      isIcloud: false,
      basis: null,
      certainty: 'no',
    })
})

describe('a text alone', () => {
  test.each([
    APPLE_TEXT,
    '[CS01] Message rejected due to local policy',
    '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks.',
    '550 5.7.1 [HCM2] Your mail from 192.0.2.10 was rejected.',
    'Please visit https://support.apple.com/102322',
    'Please visit https://support.apple.com/kb/HT204137',
    'Please visit http://support.apple.com/zh-cn/102322.',
    '554 5.7.1 Your message was rejected due to example.com’s DMARC policy.',
    "554 5.7.1 Your message was rejected due to example.com's DMARC policy.",
  ])('makes it likely, and never sure: %s', (reply) => {
    expect(judgeApple({ ...NOTHING, reply })).toEqual({ isIcloud: true, basis: 'text', certainty: 'inferred' })
  })

  test.each([
    GENERIC_TEXT,
    '[CS01]',
    '550 5.7.1 [CS01] Something else',
    '550 5.7.1 [CS03] Message rejected due to local policy',
    '550 5.7.1 [HME1] Message rejected due to local policy',
    '550 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.10',
    'See https://support.apple.com.example/HT204137',
    'See https://notsupport.apple.com/HT204137',
    'See https://support.apple.com/HT2041370',
    '550 5.7.1 Rejected due to our DMARC policy',
    '',
  ])('cannot tell whose it is: %s', (reply) => {
    expect(judgeApple({ ...NOTHING, reply })).toEqual({ isIcloud: false, basis: null, certainty: 'unknown' })
  })

  test('is somebody else’s by a tag that only they give, even with Apple’s link', () => {
    expect(judgeApple({ ...NOTHING, reply: `${YAHOO_TEXT} support.apple.com/HT204137` }).certainty).toBe('no')
  })
})

test('takes a refusing address for Apple’s only where Apple takes mail, not where it sends from', () => {
  for (const ip of ['17.0.0.1', '17.255.255.255', '::ffff:17.57.154.33'])
    expect(judgeApple({ ...NOTHING, ip })).toEqual({ isIcloud: true, basis: 'host', certainty: 'inferred' })
  for (const ip of ['57.103.64.1', '222.73.195.65', '18.0.0.1', '2001:db8::1'])
    expect(judgeApple({ ...NOTHING, ip, recipientDomain: 'icloud.com' }).certainty).toBe('no')
})

test('calls what never reached an answer bound for Apple, by its host', () => {
  expect(judgeApple({ ...NOTHING, host: 'mx01.mail.icloud.com' })).toMatchObject({ isIcloud: true, basis: 'host' })
})
