import fc from 'fast-check'
import { expect, test } from 'vitest'

import catalogue from '#lib/receivers/receivers.json' with { type: 'json' }

import { AUTHENTICITY_REASONS, authenticitySentence } from './authenticity-reason.ts'
import { type Claim, judgeAuthenticity } from './judge-authenticity.ts'
import type { DkimCheck, DkimResult, MailCheck } from './mail-check.ts'
import { quarantinePaths } from './quarantine-paths.ts'

const PEER = '5.6.7.8'

function signed(domain: string, result: DkimResult = 'pass'): DkimCheck {
  return { domain, selector: 's', result, comment: null }
}

function mail(from: string | null, dkim: DkimCheck[] = [], more: Partial<MailCheck> = {}): MailCheck {
  const checkedAt = '2026-11-15T00:00:00.000Z'
  return {
    checkedAt,
    dns: 'answered',
    peer: PEER,
    isDirect: true,
    from,
    dkim,
    spf: null,
    dmarc: null,
    trusted: null,
    ...more,
  }
}

type Reporter = [receiverId: string, email: string | null]
const GOOGLE: Reporter = ['google', 'noreply-dmarc-support@google.com']
const FROM_GOOGLE = 'noreply-dmarc-support@google.com'
const YAHOO: Reporter = ['yahoo', 'dmarchelp@yahooinc.com']
const AOL: Reporter = ['aol', 'postmaster@aol.com']
const MAIL_RU: Reporter = ['mail-ru', 'dmarc_support@corp.mail.ru']
const SES: Reporter = ['amazon-ses', 'postmaster@amazonses.com']
const SCHOOL: Reporter = ['school.example', '<dmarc@mx.School.example.>']
const RELAYED: Partial<MailCheck> = { isDirect: false, peer: '10.0.0.1' }

function judge([receiverId, email]: Reporter, check: MailCheck | null, trustedPaths: string[] = []): string {
  const { authenticity, reason } = judgeAuthenticity({ check, reporter: { email }, receiverId, trustedPaths })
  return `${authenticity}: ${reason}`
}

const spf = (domain: string): Partial<MailCheck> => ({ spf: { domain, result: 'pass' } })
const believed = (...passed: string[]): Partial<MailCheck> => ({
  ...RELAYED,
  trusted: { host: 'mx.example.org', passed },
})

test.each<[title: string, reporter: Reporter, check: MailCheck]>([
  ['a signature of a domain of the operator', GOOGLE, mail(FROM_GOOGLE, [signed('google.com')])],
  ['a signature below it', GOOGLE, mail('a@google.com', [signed('reports.google.com')])],
  [
    'a signature among others that failed',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('x.example', 'fail'), signed('google.com')]),
  ],
  [
    'a signature although DNS failed for something else',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('google.com')], { dns: 'failed' }),
  ],
  [
    'a signature although DMARC failed',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('google.com')], { dmarc: { domain: 'google.com', result: 'fail', policy: null } }),
  ],
  ['SPF of a direct mail', GOOGLE, mail(FROM_GOOGLE, [], spf('google.com'))],
  ['what a trusted host found', GOOGLE, mail(FROM_GOOGLE, [], believed('google.com'))],
  ['a signature below a domain of mailboxes', YAHOO, mail('noreply@dmarc.yahoo.com', [signed('dmarc.yahoo.com')])],
  [
    'a signature of a domain of mailboxes, from the address of reports',
    AOL,
    mail('postmaster@aol.com', [signed('aol.com')]),
  ],
  ['a signature of the operator of mailboxes', MAIL_RU, mail('dmarc_support@corp.mail.ru', [signed('corp.mail.ru')])],
  [
    'a signature of a reporter outside the catalogue',
    SCHOOL,
    mail('dmarc@school.example', [signed('mx.school.example')]),
  ],
  ['SPF of a reporter outside the catalogue', SCHOOL, mail('dmarc@school.example', [], spf('bounces.school.example'))],
])('verifies %s', (_, reporter, check) => {
  expect(judge(reporter, check)).toBe('verified: authenticated')
})

test.each<[title: string, reporter: Reporter, check: MailCheck | null, reason: string]>([
  ['did not come by mail', GOOGLE, null, 'not-mailed'],
  [
    'came while nobody could be asked',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('google.com', 'temperror')], { dns: 'failed' }),
    'dns-failed',
  ],
  [
    'came while DNS did not answer for another signature',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('x.example', 'temperror')], { dns: 'failed' }),
    'dns-failed',
  ],
  [
    'came while nobody was asked',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('google.com', 'temperror')], { dns: 'off' }),
    'not-checked',
  ],
  ['names no one sender', GOOGLE, mail(null, [signed('google.com')]), 'unclear-sender'],
  ['names no one sender and is signed by nobody', GOOGLE, mail(null), 'unclear-sender'],
  ['has a broken signature', GOOGLE, mail(FROM_GOOGLE, [signed('google.com', 'neutral')]), 'signature-broken'],
  [
    'has a broken signature, and one of a forwarder',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('list.example'), signed('google.com', 'fail')]),
    'signature-broken',
  ],
  [
    'has a signature that leaves a part unsigned',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('google.com', 'policy')]),
    'signature-broken',
  ],
  [
    'comes from a customer of the operator',
    SES,
    mail('a@customer.example', [signed('amazonses.com'), signed('customer.example')]),
    'not-aligned',
  ],
  [
    'comes from a customer by SPF',
    SES,
    mail('a@customer.example', [signed('customer.example')], spf('mail.amazonses.com')),
    'not-aligned',
  ],
  ['came by a relay without a signature', GOOGLE, mail(FROM_GOOGLE, [], RELAYED), 'no-signature'],
  [
    'came by a relay with a broken signature of another',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('x.example', 'fail')], RELAYED),
    'no-signature',
  ],
  [
    'is authenticated for others by a trusted host',
    GOOGLE,
    mail(FROM_GOOGLE, [], believed('x.example')),
    'another-signs',
  ],
  ['comes from a mailbox at the operator', YAHOO, mail('someone@yahoo.com', [signed('yahoo.com')]), 'mailbox-signs'],
  [
    'comes from a mailbox, in the name of an operator that always signs',
    MAIL_RU,
    mail('someone@mail.ru', [signed('mail.ru')]),
    'mailbox-signs',
  ],
  [
    'comes from a mailbox of the same domain as reports do',
    AOL,
    mail('someone@aol.com', [signed('aol.com')]),
    'mailbox-signs',
  ],
  [
    'is signed by another than an operator that may not sign',
    YAHOO,
    mail('noreply@dmarc.yahoo.com', [signed('x.example')]),
    'another-signs',
  ],
  ['is not signed, of an operator that may not sign', YAHOO, mail('noreply@dmarc.yahoo.com'), 'no-signature'],
  [
    'is signed by a gateway, of a reporter outside the catalogue',
    SCHOOL,
    mail('dmarc@gateway.example', [signed('gateway.example')]),
    'another-signs',
  ],
  ['is not signed, of a reporter outside the catalogue', SCHOOL, mail('dmarc@school.example'), 'no-signature'],
  [
    'has a broken signature, of a reporter outside the catalogue',
    SCHOOL,
    mail('dmarc@school.example', [signed('school.example', 'fail')]),
    'signature-broken',
  ],
  [
    'is signed by its reporter, with another From',
    SCHOOL,
    mail('a@x.example', [signed('school.example')]),
    'not-aligned',
  ],
  ['has SPF of a relay', GOOGLE, mail(FROM_GOOGLE, [], { ...RELAYED, ...spf('google.com') }), 'no-signature'],
  ['names no e-mail', ['some-name', null], mail('a@x.example', [signed('x.example')]), 'another-signs'],
  [
    'names an e-mail at a large provider',
    ['choir', 'someone@web.de'],
    mail('someone@web.de', [signed('web.de')]),
    'mailbox-signs',
  ],
  [
    'names an e-mail at another large provider',
    ['gmail.com', 'someone@gmail.com'],
    mail('someone@gmail.com', [signed('gmail.com')]),
    'mailbox-signs',
  ],
  ['names an e-mail at a public suffix', ['co.uk', 'a@co.uk'], mail('a@co.uk', [signed('co.uk')]), 'another-signs'],
  [
    'names an e-mail at a hosting company',
    ['x.github.io', 'a@x.github.io'],
    mail('a@y.github.io', [signed('y.github.io')]),
    'another-signs',
  ],
  [
    'has a name like that of its signer',
    GOOGLE,
    mail('a@notgoogle.com', [signed('google.com', 'fail'), signed('notgoogle.com')]),
    'signature-broken',
  ],
])('verifies nothing that %s, and does not call it forged', (_, reporter, check, reason) => {
  expect(judge(reporter, check)).toBe(`unverified: ${reason}`)
})

test.each<[title: string, reporter: Reporter, check: MailCheck, reason: string]>([
  ['signed by another', GOOGLE, mail(FROM_GOOGLE, [signed('evil.example')]), 'signed-by-another'],
  [
    'signed by another and handed over by a relay',
    GOOGLE,
    mail(FROM_GOOGLE, [signed('evil.example')], RELAYED),
    'signed-by-another',
  ],
  ['signed by a name that ends alike', GOOGLE, mail('a@notgoogle.com', [signed('notgoogle.com')]), 'signed-by-another'],
  [
    'signed by a name that begins alike',
    GOOGLE,
    mail('a@google.com.evil.example', [signed('google.com.evil.example')]),
    'signed-by-another',
  ],
  ['not signed', GOOGLE, mail(FROM_GOOGLE), 'not-signed'],
  ['not signed by anybody with success', GOOGLE, mail(FROM_GOOGLE, [signed('x.example', 'fail')]), 'not-signed'],
  ['not signed, with SPF of another', GOOGLE, mail(FROM_GOOGLE, [], spf('evil.example')), 'not-signed'],
])('calls a mail a mismatch that is %s, where the reporter always signs', (_, reporter, check, reason) => {
  expect(judge(reporter, check)).toBe(`mismatch: ${reason}`)
})

test('calls nothing a mismatch that came by a trusted path', () => {
  const gateway = mail(FROM_GOOGLE, [signed('gateway.example')])
  expect(judge(GOOGLE, gateway, ['gateway.example'])).toBe('unverified: trusted-path')
  expect(judge(GOOGLE, gateway, ['Gateway.example'])).toBe('unverified: trusted-path')
  expect(judge(GOOGLE, gateway, ['other.example', PEER])).toBe('unverified: trusted-path')
  expect(judge(GOOGLE, gateway, ['example', 'x.gateway.example', '5.6.7.9'])).toBe('mismatch: signed-by-another')
  expect(judge(GOOGLE, mail(FROM_GOOGLE, [], { peer: `::ffff:${PEER}` }), [PEER])).toBe('unverified: trusted-path')
  expect(judge(GOOGLE, mail(FROM_GOOGLE, [signed('google.com')]), [PEER])).toBe('verified: authenticated')
})

test('names the signers of a mail as its path, or else its address, and never a relay', () => {
  expect(
    quarantinePaths(mail(FROM_GOOGLE, [signed('a.example'), signed('b.example', 'fail'), signed('a.example')])),
  ).toEqual(['a.example'])
  expect(quarantinePaths(mail(FROM_GOOGLE, [signed('b.example', 'fail')]))).toEqual([PEER])
  expect(quarantinePaths(mail(FROM_GOOGLE, [], RELAYED))).toEqual([])
})

const domain = fc.constantFrom(
  'google.com',
  'x.google.com',
  'yahoo.com',
  'dmarc.yahoo.com',
  'school.example',
  'evil.example',
  'co.uk',
  '',
)
const results = fc.constantFrom<DkimResult>('pass', 'fail', 'neutral', 'policy', 'temperror', 'permerror')
const checks: fc.Arbitrary<MailCheck> = fc
  .record({
    from: fc.option(domain.map((name) => `a@${name || 'x.example'}`)),
    dkim: fc.array(fc.tuple(domain, results), { maxLength: 4 }),
    dns: fc.constantFrom('answered' as const, 'failed' as const, 'off' as const),
    isDirect: fc.boolean(),
    spf: fc.option(fc.record({ domain, result: fc.constantFrom('pass' as const, 'fail' as const) })),
    passed: fc.option(fc.array(domain, { maxLength: 2 })),
  })
  .map(({ from, dkim, passed, ...more }) =>
    mail(
      from,
      dkim.map((one) => signed(...one)),
      { ...more, trusted: passed && { host: 'mx.example.org', passed } },
    ),
  )
const claims: fc.Arbitrary<Claim> = fc.record({
  check: checks,
  reporter: fc.record({ email: fc.option(domain.map((name) => `a@${name}`)) }),
  receiverId: fc.constantFrom('school.example', ...catalogue.receivers.map(({ id }) => id)),
  trustedPaths: fc.constantFrom([], ['evil.example'], [PEER]),
})

test('verifies nothing without a pass, whatever else is claimed', () => {
  fc.assert(
    fc.property(claims, (claim) => {
      const { check } = claim
      const passes =
        check!.dkim.some(({ result }) => result === 'pass') || check!.spf?.result === 'pass' || check!.trusted
      fc.pre(!passes)
      expect(judgeAuthenticity(claim).authenticity).not.toBe('verified')
    }),
  )
})

test('calls nothing a mismatch unless the reporter always signs and every answer is there, nor once its path is trusted', () => {
  const always = catalogue.receivers.filter(({ alwaysSigns }) => alwaysSigns).map(({ id }) => id)
  fc.assert(
    fc.property(claims, (claim) => {
      if (judgeAuthenticity(claim).authenticity !== 'mismatch') return
      expect(always).toContain(claim.receiverId)
      expect(claim.check!.dns).toBe('answered')
      const trustedPaths = quarantinePaths(claim.check!)
      expect(trustedPaths).not.toEqual([])
      expect(judgeAuthenticity({ ...claim, trustedPaths }).reason).toBe('trusted-path')
    }),
  )
})

test('has a sentence for each reason', () => {
  for (const reason of AUTHENTICITY_REASONS) expect(authenticitySentence(reason)).toMatch(/^[A-Z].*\.$/)
})
