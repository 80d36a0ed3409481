import { describe, expect, test } from 'vitest'

import { explainRecord } from './explain-record.ts'
import type { ExplainedRecord, ExplainedTopic } from './explanation.ts'
import type { PublishedPolicy, Reason } from './report.ts'
import { failing, REJECT, signature, spfOf } from './testing/explained-record.ts'

type Changes = Partial<ExplainedRecord>
type PolicyChanges = Partial<PublishedPolicy>

function textsOn(topic: ExplainedTopic, changes: Changes, policy: PolicyChanges | null = {}): string[] {
  return explainRecord(failing(changes), policy && { ...REJECT, ...policy })
    .filter((sentence) => sentence.topic === topic)
    .map(({ text }) => text)
}

const textOn = (...args: Parameters<typeof textsOn>): string => textsOn(...args).join('\n')

const FOREIGN = signature({ domain: 'mailchimp.com', selector: 'k1' })

describe('verdict', () => {
  test.each<[Changes, string]>([
    [{ verdict: 'pass', dkimAligned: true }, 'Passes DMARC: DKIM is aligned.'],
    [{ verdict: 'pass', spfAligned: true }, 'Passes DMARC: SPF is aligned.'],
    [{ verdict: 'pass', spfAligned: true, dkimAligned: true }, 'Passes DMARC: SPF and DKIM are aligned.'],
    [{ verdict: 'pass' }, 'Passes DMARC, by the reporter’s own finding.'],
    [{}, 'Fails DMARC: neither SPF nor DKIM is both valid and aligned with example.com.'],
    [
      { headerFrom: 'a.example.com' },
      'Fails DMARC: neither SPF nor DKIM is both valid and aligned with a.example.com.',
    ],
    [{ headerFrom: null }, 'Fails DMARC: neither SPF nor DKIM is both valid and aligned with example.com.'],
  ])('of %j is said with its reason', (changes, text) => expect(textOn('verdict', changes)).toBe(text))

  test('names no domain where neither the record nor a policy does', () => {
    expect(textOn('verdict', { headerFrom: null }, null)).toBe(
      'Fails DMARC: neither SPF nor DKIM is both valid and aligned with the domain in From.',
    )
  })

  test('comes first, and topics keep their order', () => {
    const topics = explainRecord(
      failing({ disposition: 'none', override: 'unstated', dkimAuth: [FOREIGN], spfAuth: [spfOf({ result: 'fail' })] }),
      REJECT,
    ).map(({ topic }) => topic)
    expect(topics).toEqual(['verdict', 'dkim', 'spf', 'disposition', 'override', 'next'])
  })
})

describe('dkim', () => {
  test('says that there is no signature, also where a reporter writes an empty one', () => {
    expect(textOn('dkim', {})).toBe('The report lists no DKIM signature.')
    const empty = signature({ domain: null, selector: null, result: 'fail' })
    expect(textOn('dkim', { dkimAuth: [empty] })).toBe('The report lists no DKIM signature.')
  })

  test('says of a valid signature whether its domain is aligned', () => {
    const passing: Changes = { verdict: 'pass', dkimAligned: true }
    expect(textOn('dkim', { ...passing, dkimAuth: [signature()] })).toBe(
      'The signature of example.com (selector s1) is valid, and the domain is the one in From, so it is aligned.',
    )
    expect(textOn('dkim', { ...passing, dkimAuth: [signature({ domain: 'mail.example.com', selector: null })] })).toBe(
      'The signature of mail.example.com is valid, and the domain is aligned with example.com.',
    )
    expect(textOn('dkim', { dkimAuth: [FOREIGN] })).toBe(
      'The signature of mailchimp.com (selector k1) is valid, but it is not aligned: its organizational domain is not that of example.com.',
    )
    expect(textOn('dkim', { dkimAuth: [signature({ domain: 'mail.example.com' })] }, { adkim: 'strict' })).toBe(
      'The signature of mail.example.com (selector s1) is valid, but it is not aligned: the policy asks for strict alignment, and the name is not example.com itself.',
    )
  })

  test('judges nothing where a name is missing', () => {
    expect(textOn('dkim', { dkimAuth: [signature({ domain: null, selector: null })] })).toBe(
      'A signature whose domain is not named is valid, but its domain is not named, so it cannot be told whether it is aligned.',
    )
    expect(textOn('dkim', { headerFrom: null, dkimAuth: [signature()] }, null)).toContain(
      'but the domain in From is not named',
    )
    expect(textOn('dkim', { headerFrom: null, dkimAuth: [signature({ result: 'fail' })] }, null)).not.toContain(
      'aligned',
    )
  })

  test.each([
    ['fail', 'failed: it does not match the mail as it arrived.'],
    ['permerror', 'the key is missing in DNS, or key or signature are malformed.'],
    ['temperror', 'usually DNS did not answer in time.'],
    ['neutral', 'could not make sense of the signature or its key.'],
    ['policy', 'the key is too weak'],
  ] as const)('gives the usual cause of %s, and whether a pass would have counted', (result, text) => {
    const own = textOn('dkim', { dkimAuth: [signature({ result })] })
    expect(own).toContain(text)
    expect(own).toContain('Had it passed, it would be aligned with example.com.')
    expect(textOn('dkim', { dkimAuth: [{ ...FOREIGN, result }] })).toContain(
      'Even a pass would not be aligned with example.com.',
    )
  })

  test('shows none, a missing result and a word that is no result for what they are', () => {
    expect(textOn('dkim', { dkimAuth: [signature({ result: 'none' })] })).toBe(
      'The signature of example.com (selector s1) is listed with the result none: the reporter found no signature to check.',
    )
    expect(textOn('dkim', { dkimAuth: [signature({ result: null })] })).toContain('is listed without a result.')
    expect(textOn('dkim', { dkimAuth: [signature({ result: null, raw: 'maybe' })] })).toContain(
      'is listed with the result “maybe”, which is no result of DKIM.',
    )
  })

  test('quotes what the reporter adds to a fault', () => {
    expect(textOn('dkim', { dkimAuth: [signature({ result: 'fail', humanResult: 'body hash' })] })).toContain(
      'The reporter adds: “body hash”.',
    )
  })

  test('shows the three signatures that bear most on the verdict and counts the rest', () => {
    const dkimAuth = [FOREIGN, FOREIGN, FOREIGN, signature({ result: 'fail' })]
    const four = textsOn('dkim', { dkimAuth })
    expect(four).toHaveLength(4)
    expect(four[0]).toContain('The signature of example.com (selector s1) failed')
    expect(four[3]).toBe('The report lists one more DKIM signature.')
    expect(textsOn('dkim', { dkimAuth: [FOREIGN, ...dkimAuth] })[3]).toBe('The report lists 2 more DKIM signatures.')
    expect(textsOn('dkim', { dkimAuth: dkimAuth.slice(1) })).toHaveLength(3)
  })

  test('says where the list and the finding of the reporter disagree', () => {
    expect(textOn('dkim', { dkimAuth: [signature()] })).toContain('says that DKIM is not aligned, although')
    expect(textOn('dkim', { verdict: 'pass', dkimAligned: true, dkimAuth: [FOREIGN] })).toContain(
      'says that DKIM is aligned, which its own list does not show.',
    )
  })
})

describe('spf', () => {
  test('says that there is no result', () => {
    expect(textOn('spf', {})).toBe('The report lists no SPF result.')
    expect(textOn('spf', { spfAuth: [spfOf({ domain: null, result: 'none' })] })).toBe(
      'The report lists no SPF result.',
    )
  })

  test('says of a pass which domain was looked at and whether it is aligned', () => {
    const passing: Changes = { verdict: 'pass', spfAligned: true }
    expect(textOn('spf', { ...passing, spfAuth: [spfOf({ domain: 'bounce.example.com' })] })).toBe(
      'SPF for bounce.example.com (the envelope sender) passed, and the domain is aligned with example.com.',
    )
    expect(textOn('spf', { ...passing, spfAuth: [spfOf({ scope: 'helo' })] })).toBe(
      'SPF for example.com (the HELO name) passed, and the domain is the one in From, so it is aligned.',
    )
    expect(textOn('spf', { spfAuth: [spfOf({ domain: 'mcsv.net', scope: null })] })).toBe(
      'SPF for mcsv.net passed, but it is not aligned: its organizational domain is not that of example.com.',
    )
    expect(textOn('spf', { spfAuth: [spfOf({ domain: 'a.example.com' })] }, { aspf: 'strict' })).toContain(
      'the policy asks for strict alignment, and the name is not example.com itself.',
    )
  })

  test.each([
    ['fail', 'says that the source may not send for it.'],
    ['softfail', 'says that the source probably may not send for it.'],
    ['neutral', 'says neither yes nor no about the source.'],
    ['none', 'found no SPF record that it could check.'],
    ['policy', 'a rule of the receiver’s own.'],
    ['temperror', 'usually DNS did not answer in time.'],
    ['permerror', 'needs more than ten DNS lookups or is broken.'],
  ] as const)('says what %s means, and whether a pass would have counted', (result, text) => {
    const own = textOn('spf', { spfAuth: [spfOf({ result })] })
    expect(own).toContain(text)
    expect(own).toContain('Had it passed, it would be aligned with example.com.')
    expect(textOn('spf', { spfAuth: [spfOf({ domain: 'example.net', result })] })).toContain(
      'Even a pass would not be aligned with example.com.',
    )
  })

  test('shows a missing domain, a missing result and a word that is no result for what they are', () => {
    expect(textOn('spf', { spfAuth: [spfOf({ domain: null })] })).toContain('SPF for a domain that is not named')
    expect(textOn('spf', { spfAuth: [spfOf({ result: null })] })).toContain('is listed without a result.')
    expect(textOn('spf', { spfAuth: [spfOf({ result: null, raw: 'maybe', humanResult: 'why' })] })).toContain(
      'is listed with the result “maybe”, which is no result of SPF. Had it passed, it would be aligned with example.com. The reporter adds: “why”.',
    )
  })

  test('explains an empty envelope sender', () => {
    expect(textOn('spf', { envelopeFrom: '' })).toContain('The envelope sender is empty, as it is in bounces')
    expect(textOn('spf', { envelopeFrom: null })).not.toContain('envelope sender')
  })

  test('shows the result that bears on the verdict and counts the rest', () => {
    const helo = spfOf({ scope: 'helo' })
    const fails = spfOf({ domain: 'example.net', result: 'fail' })
    const [first, note] = textsOn('spf', { spfAuth: [helo, fails] })
    expect(first).toContain('SPF for example.net (the envelope sender) failed')
    expect(note).toContain('The report lists one more SPF result.')
    expect(textsOn('spf', { spfAuth: [fails, fails, fails] })[1]).toBe('The report lists 2 more SPF results.')
    expect(textsOn('spf', { spfAuth: [fails] })).toHaveLength(1)
    expect(textOn('spf', { verdict: 'pass', spfAligned: true, spfAuth: [fails, helo] })).toContain(
      'SPF for example.com (the HELO name) passed',
    )
  })

  test('says where the list and the finding of the reporter disagree, a HELO name aside', () => {
    expect(textOn('spf', { spfAuth: [spfOf()] })).toContain('says that SPF is not aligned, although')
    expect(textOn('spf', { verdict: 'pass', spfAligned: true })).toContain('which its own list does not show.')
    const helo = textOn('spf', { spfAuth: [spfOf({ scope: 'helo' })] })
    expect(helo).not.toContain('although')
    expect(helo).toContain('DMARC looks at the HELO name only where the envelope sender is empty.')
  })
})

describe('disposition', () => {
  test.each<[Changes, string]>([
    [{ disposition: 'none' }, 'The receiver did nothing because of DMARC, as is usual for mail that passes.'],
    [
      { disposition: 'pass' },
      'The receiver gives “pass” as what it did because of DMARC: the mail passes, under a policy that asks for more than none.',
    ],
    [
      { disposition: 'reject' },
      'The receiver rejected the mail because of DMARC, although the mail passes by the reporter’s own finding. No policy asks for that.',
    ],
  ])('of mail that passes, %j', (changes, text) => {
    expect(textOn('disposition', { verdict: 'pass', dkimAligned: true, ...changes })).toBe(text)
  })

  test.each<[string, Changes, PolicyChanges | null, string]>([
    ['missing', { disposition: null }, {}, 'The report does not say what the receiver did because of DMARC.'],
    [
      'odd',
      { disposition: null, raw: { disposition: 'delivered' } },
      {},
      'The report gives “delivered” as what the receiver did because of DMARC, which is not one of its words.',
    ],
    ['as asked', {}, {}, 'The receiver rejected the mail because of DMARC, as p=reject asks.'],
    [
      'as asked of a subdomain',
      { headerFrom: 'a.example.com', disposition: 'quarantine' },
      { sp: 'quarantine' },
      'The receiver quarantined the mail because of DMARC, as sp=quarantine asks.',
    ],
    [
      'as asked by a test',
      {},
      { testing: true },
      'as p=reject asks. The policy is marked as a test (t=y), a mark that receivers of the older standard do not know.',
    ],
    [
      'none, as asked',
      { disposition: 'none' },
      { p: 'none' },
      'The receiver did nothing because of DMARC, as p=none asks. Whether the mail reached an inbox is not in the report.',
    ],
    [
      'milder, with a reason',
      { disposition: 'none', override: 'mailing_list' },
      {},
      'The receiver did nothing because of DMARC, which is milder than p=reject asks. Its override explains this: mailing list.',
    ],
    [
      'stricter, with a reason',
      { override: 'local_policy' },
      { p: 'none', pct: 10, testing: true },
      'The receiver rejected the mail because of DMARC, which is stricter than p=none asks. Its override explains this: local policy.',
    ],
    [
      'milder by pct',
      { disposition: 'quarantine', override: 'unstated' },
      { pct: 20 },
      'milder than p=reject asks. The policy asks for it on 20 % of the mail only (pct=20), which may be why.',
    ],
    [
      'milder by a test',
      { disposition: 'pass', override: 'unstated' },
      { testing: true, pct: 100 },
      'milder than p=reject asks. The policy is marked as a test (t=y), which may be why. Whether the mail',
    ],
    [
      'perhaps by np',
      { headerFrom: 'a.example.com' },
      { p: 'none', np: 'reject' },
      'This is what np=reject asks if a.example.com does not exist in DNS, and stricter than p=none asks if it does; the report does not tell which.',
    ],
    [
      'perhaps milder by np',
      { headerFrom: 'a.example.com', disposition: 'none' },
      { np: 'none' },
      'and milder than p=reject asks if it does; the report does not tell which.',
    ],
    ['without a policy', {}, null, 'The report gives no policy to compare this with.'],
    ['without p', {}, { p: null }, 'The report gives no policy to compare this with.'],
  ])('%s', (_, changes, policy, text) => expect(textOn('disposition', changes, policy)).toContain(text))

  test('neither pct nor a test explains what is stricter', () => {
    const text = textOn('disposition', { override: 'unstated' }, { p: 'none', pct: 10, testing: true })
    expect(text).toBe('The receiver rejected the mail because of DMARC, which is stricter than p=none asks.')
  })
})

describe('override', () => {
  const reason = (type: Reason['type'], comment: string | null = null): Reason => ({ type, comment })

  test.each([
    ['arc', 'trusted an ARC chain'],
    ['forwarded', 'took the mail for forwarded.'],
    ['mailing_list', 'that of a mailing list'],
    ['trusted_forwarder', 'by a server that it trusts'],
    ['local_policy', 'a rule of its own (local policy)'],
    ['sampled_out', 'left out of the share'],
    ['policy_test_mode', 'marked as a test (t=y)'],
    ['other', 'no word of their own (other)'],
    ['unstated', 'gave no reason'],
  ])('%s is said in words', (override, text) =>
    expect(textOn('override', { disposition: 'none', override })).toContain(text),
  )

  test('shows a word that is none', () => {
    expect(textOn('override', { override: 'whim' })).toBe('The receiver gives the reason “whim”.')
  })

  test('is not spoken of where there is neither override nor reason', () => {
    expect(textsOn('override', {})).toEqual([])
  })

  test('quotes the comment of its own reason, and lists the other ones', () => {
    const reasons = [reason('other', 'spare'), reason('mailing_list', 'x” list'), reason('local_policy', ' ')]
    const text = textOn('override', { disposition: 'none', override: 'mailing_list', reasons })
    expect(text).toContain('The reporter adds: “x" list”. The report also gives: other (“spare”), local policy.')
  })

  test('takes for arc the reason that says so', () => {
    const reasons = [reason('local_policy', 'plain'), reason('local_policy', 'arc=pass')]
    expect(textOn('override', { disposition: 'none', override: 'arc', reasons })).toContain(
      'The reporter adds: “arc=pass”. The report also gives: local policy (“plain”).',
    )
  })

  test('shows a type that no standard has', () => {
    const reasons: Reason[] = [{ type: 'other', comment: null, raw: 'greylist' }]
    expect(textOn('override', { disposition: 'none', override: 'other', reasons })).toContain(
      'The reporter wrote it as “greylist”.',
    )
  })

  test('calls a reason idle where there is no override', () => {
    const opendmarc = reason('local_policy', 'arc=none')
    expect(textOn('override', { reasons: [opendmarc] })).toBe(
      'The report gives a reason, local policy (“arc=none”), but the record shows nothing that it changed.',
    )
    expect(textOn('override', { reasons: Array<Reason>(5).fill(reason('other')) })).toContain(
      'a reason, other, other, other and 2 more, but',
    )
  })
})

describe('next', () => {
  const FORWARDER =
    'Nothing to do: by the receiver’s word a forwarder or list broke it on the way, and your own mail is not at fault. Do not add it to your SPF record.'

  test.each<[string, Changes, PolicyChanges | null, string]>([
    ['mail that passes by DKIM', { verdict: 'pass', dkimAligned: true }, {}, 'Nothing to do.'],
    [
      'mail that passes by SPF alone',
      { verdict: 'pass', spfAligned: true },
      {},
      'Nothing has to be done; but SPF is lost when mail is forwarded, and DKIM with your own domain would hold better.',
    ],
    ['mail over an ARC chain', { override: 'arc' }, {}, FORWARDER],
    ['forwarded mail', { override: 'forwarded', dkimAuth: [FOREIGN] }, {}, FORWARDER],
    ['mail of a list', { override: 'mailing_list' }, {}, FORWARDER],
    ['mail of a trusted forwarder', { override: 'trusted_forwarder' }, {}, FORWARDER],
    [
      'a service that signs with its own domain',
      { dkimAuth: [FOREIGN] },
      { p: 'none' },
      'If mailchimp.com sends for you, have that service sign with your own domain (custom DKIM); otherwise it came over a forwarder or somebody else uses your domain, and nothing needs doing but a policy of quarantine or reject.',
    ],
    [
      'strict alignment that is missed by a name',
      { dkimAuth: [signature({ domain: 'mail.example.com' })] },
      { adkim: 'strict' },
      'Sign with example.com itself, or ask for relaxed DKIM alignment (adkim=r) in the policy.',
    ],
    [
      'an own signature that fails',
      { dkimAuth: [FOREIGN, signature({ result: 'fail' })] },
      {},
      'Check the DKIM key at s1._domainkey.example.com; if other mail passes with it, this mail was changed on its way or is not yours.',
    ],
    [
      'an own signature without a selector',
      { dkimAuth: [signature({ result: 'permerror', selector: null })] },
      {},
      'Check the DKIM key of example.com; if other',
    ],
    [
      'an own signature whose selector is no name',
      { dkimAuth: [signature({ result: 'neutral', selector: 'a b' })] },
      {},
      'Check the DKIM key of example.com; if other',
    ],
    [
      'an own signature that DNS kept from being checked',
      { dkimAuth: [signature({ result: 'temperror' })] },
      {},
      'Nothing to do unless it goes on: then see whether the DNS of example.com answers fast enough.',
    ],
    [
      'no signature, under a policy of none',
      { spfAuth: [spfOf({ result: 'fail' })] },
      { p: 'none' },
      'If you know the source 192.0.2.1 as yours, set up DKIM for it; otherwise it came over a forwarder or somebody else uses your domain, and nothing needs doing but a policy of quarantine or reject.',
    ],
    ['no signature, under reject', {}, {}, 'nothing needs doing, as your policy is p=reject already.'],
    ['no signature, without a policy', {}, null, 'nothing needs doing but a policy of quarantine or reject.'],
    ['no source', { source: null }, {}, 'If you know this mail as yours, set up DKIM for what sends it; otherwise'],
    ['an IPv6 source', { source: '2001:db8::1' }, {}, 'the source 2001:db8::1 as yours'],
  ])('of %s', (_, changes, policy, text) => expect(textOn('next', changes, policy)).toContain(text))

  test('is nothing where the reporter contradicts itself', () => {
    expect(textsOn('next', { dkimAuth: [signature()] })).toEqual([])
    expect(textsOn('next', { spfAuth: [spfOf()] })).toEqual([])
    expect(textsOn('next', { spfAuth: [spfOf({ scope: 'helo' })] })).toHaveLength(1)
  })
})
