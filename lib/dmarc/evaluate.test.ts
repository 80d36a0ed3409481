import { describe, expect, test } from 'vitest'

import { evaluate, isConsistent } from './evaluate.ts'
import type { PublishedPolicy, Reason, ReasonType, ReportRecord } from './report.ts'

const POLICY: PublishedPolicy = {
  domain: 'example.com',
  p: 'reject',
  sp: null,
  np: null,
  adkim: null,
  aspf: null,
  pct: null,
  fo: null,
  testing: null,
  discoveryMethod: null,
}

const DKIM_PASS = { domain: 'mail.example.com', selector: 's1', result: 'pass', humanResult: null } as const
const SPF_PASS = { domain: 'bounce.example.com', scope: 'mfrom', result: 'pass', humanResult: null } as const

/** A record that fails, at a receiver that rejected it. */
function failing(changes: Partial<ReportRecord> = {}): ReportRecord {
  return {
    sourceIp: '192.0.2.1',
    sourceText: null,
    count: 1,
    disposition: 'reject',
    dkim: 'fail',
    spf: 'fail',
    reasons: [],
    headerFrom: 'example.com',
    envelopeFrom: null,
    envelopeTo: null,
    dkimAuth: [],
    spfAuth: [],
    ...changes,
  }
}

function because(type: ReasonType, comment: string | null = null): Reason[] {
  return [{ type, comment }]
}

describe('verdict', () => {
  test.each([
    ['pass', 'pass', 'pass'],
    ['pass', 'fail', 'pass'],
    ['fail', 'pass', 'pass'],
    ['fail', 'fail', 'fail'],
    [null, null, 'fail'],
    [null, 'pass', 'pass'],
  ] as const)('dkim %s and spf %s is a %s', (dkim, spf, verdict) => {
    expect(evaluate(failing({ dkim, spf }), POLICY)).toMatchObject({
      verdict,
      dkimAligned: dkim === 'pass',
      spfAligned: spf === 'pass',
    })
  })
})

describe('override', () => {
  const overrideOf = (changes: Partial<ReportRecord>, policy: Partial<PublishedPolicy> = {}) =>
    evaluate(failing(changes), { ...POLICY, ...policy }).override

  test('is none where the receiver did what the policy asked, whatever the reasons', () => {
    expect(overrideOf({ reasons: because('local_policy', 'arc=fail') })).toBeNull()
    expect(overrideOf({ reasons: because('forwarded') })).toBeNull()
  })

  test('is none on a record that passes', () => {
    expect(overrideOf({ dkim: 'pass', disposition: 'none', reasons: because('local_policy', 'arc=pass') })).toBeNull()
  })

  test('is none where nothing was asked, or nobody says what was done', () => {
    expect(overrideOf({ disposition: 'none' }, { p: 'none' })).toBeNull()
    expect(overrideOf({ disposition: 'none' }, { p: null })).toBeNull()
    expect(overrideOf({ disposition: null })).toBeNull()
  })

  test.each([
    'forwarded',
    'mailing_list',
    'trusted_forwarder',
    'local_policy',
    'sampled_out',
    'policy_test_mode',
    'other',
  ] as const)('is %s where that is the reason', (type) =>
    expect(overrideOf({ disposition: 'none', reasons: because(type) })).toBe(type),
  )

  test('is unstated without a reason, also for quarantine instead of reject', () => {
    expect(overrideOf({ disposition: 'none' })).toBe('unstated')
    expect(overrideOf({ disposition: 'quarantine' })).toBe('unstated')
    expect(overrideOf({ disposition: 'pass' })).toBe('unstated')
  })

  test('is arc only where the chain passed', () => {
    expect(overrideOf({ disposition: 'none', reasons: because('local_policy', 'ARC = Pass as[1].d=x') })).toBe('arc')
    expect(overrideOf({ disposition: 'none', reasons: because('local_policy', 'arc=none') })).toBe('local_policy')
    expect(overrideOf({ disposition: 'none', reasons: because('local_policy', 'arc=passed over') })).toBe(
      'local_policy',
    )
  })

  test('is also where the receiver did more than was asked, with its reason or unstated', () => {
    expect(overrideOf({ disposition: 'reject' }, { p: 'none' })).toBe('unstated')
    expect(overrideOf({ disposition: 'quarantine', reasons: because('local_policy') }, { p: 'none' })).toBe(
      'local_policy',
    )
    expect(overrideOf({ disposition: 'reject', reasons: because('other') }, { p: 'quarantine' })).toBe('other')
    expect(overrideOf({ disposition: 'reject', reasons: because('local_policy', 'arc=pass') }, { p: 'none' })).toBe(
      'local_policy',
    )
  })

  test('is none where np may have asked for it, which only a subdomain can know', () => {
    const policy = { p: 'none', np: 'reject' } as const
    expect(overrideOf({ headerFrom: 'a.example.com' }, policy)).toBeNull()
    expect(overrideOf({ headerFrom: 'a.example.com', disposition: 'quarantine' }, policy)).toBe('unstated')
    expect(overrideOf({}, policy)).toBe('unstated')
  })

  test('takes the reason that says most', () => {
    const reasons = [...because('other'), ...because('local_policy'), ...because('mailing_list')]
    expect(overrideOf({ disposition: 'none', reasons })).toBe('mailing_list')
  })

  test('asks sp of a subdomain, p of the domain and of a subdomain without sp', () => {
    expect(overrideOf({ disposition: 'none', headerFrom: 'a.example.com' }, { sp: 'none' })).toBeNull()
    expect(overrideOf({ disposition: 'none', headerFrom: 'a.example.com' })).toBe('unstated')
    expect(overrideOf({ disposition: 'none' }, { p: 'none', sp: 'reject' })).toBeNull()
    expect(overrideOf({ disposition: 'none', headerFrom: 'notexample.com' }, { p: 'none', sp: 'reject' })).toBeNull()
  })
})

describe('isConsistent', () => {
  const isSound = (changes: Partial<ReportRecord>, policy: Partial<PublishedPolicy> = {}) =>
    isConsistent(failing(changes), { ...POLICY, ...policy })

  test('a claimed pass needs an aligned passing result', () => {
    expect(isSound({ dkim: 'pass', dkimAuth: [DKIM_PASS] })).toBe(true)
    expect(isSound({ dkim: 'pass', dkimAuth: [{ ...DKIM_PASS, domain: 'example.org' }] })).toBe(false)
    expect(isSound({ dkim: 'pass', dkimAuth: [{ ...DKIM_PASS, result: 'fail' }] })).toBe(false)
    expect(isSound({ spf: 'pass' })).toBe(false)
  })

  test('a claimed fail must not have one', () => {
    expect(isSound({ dkimAuth: [DKIM_PASS] })).toBe(false)
    expect(isSound({ spfAuth: [SPF_PASS] })).toBe(false)
    expect(isSound({ dkimAuth: [{ ...DKIM_PASS, domain: null }] })).toBe(true)
  })

  test('strict alignment is honoured', () => {
    expect(isSound({ dkimAuth: [DKIM_PASS] }, { adkim: 'strict' })).toBe(true)
    expect(isSound({ spf: 'pass', spfAuth: [SPF_PASS] }, { aspf: 'strict' })).toBe(false)
  })

  test('an aligned HELO name bears a pass out but does not disprove a fail', () => {
    const spfAuth = [{ ...SPF_PASS, scope: 'helo' as const }]
    expect(isSound({ spf: 'pass', spfAuth })).toBe(true)
    expect(isSound({ spf: 'fail', spfAuth })).toBe(true)
  })

  test('a missing value claims nothing', () => {
    expect(isSound({ dkim: null, spf: null, dkimAuth: [DKIM_PASS], spfAuth: [SPF_PASS] })).toBe(true)
  })

  test('the verdict stays as the reporter gave it', () => {
    expect(isSound({ dkim: 'pass' })).toBe(false)
    expect(evaluate(failing({ dkim: 'pass' }), POLICY).verdict).toBe('pass')
  })
})
