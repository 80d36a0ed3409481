import fc from 'fast-check'

import type { DkimAuth, PublishedPolicy, Reason, ReportHeader, ReportRecord, SpfAuth } from '../report.ts'
import { DISPOSITIONS, DKIM_RESULTS, POLICIES, REASON_TYPES, SPF_RESULTS } from '../vocabulary.ts'

// For tests only: reports as they come out of the reader, so that one written as XML and read again must be equal.

const DAY = 86_400
const NOW = Date.UTC(2026, 2, 10) / 1000

/** Text that reading does not change: no white space around it, nothing that XML forbids. */
const prose = fc
  .string({
    unit: fc.constantFrom('a', 'Z', '7', ' ', '<', '>', '&', '"', "'", ']]>', '\u00e9', '\u4e2d', '\u{1f4e7}'),
    maxLength: 40,
  })
  .map((text) => text.trim())
const word = <Word extends string>(words: Readonly<Record<string, Word>>) =>
  fc.constantFrom(...new Set(Object.values<Word>(words)))
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const proseOrNull = prose.map((text) => text || null)
const domain = fc.constantFrom(
  'example.com',
  'mail.example.com',
  'example.net',
  'b.example.org',
  'xn--bcher-kva.example',
)
const address = fc.constantFrom('192.0.2.1', '198.51.100.77', '2001:db8::1', '2001:db8:0:1::')

const reason: fc.Arbitrary<Reason> = fc.record({ type: word(REASON_TYPES), comment: proseOrNull })
const dkimAuth: fc.Arbitrary<DkimAuth> = fc.record({
  domain: orNull(domain),
  selector: orNull(fc.constantFrom('s1', 'K2')),
  result: orNull(word(DKIM_RESULTS)),
  humanResult: proseOrNull,
})
const spfAuth: fc.Arbitrary<SpfAuth> = fc.record({
  domain: orNull(domain),
  scope: orNull(fc.constantFrom('helo', 'mfrom')),
  result: orNull(word(SPF_RESULTS)),
  humanResult: proseOrNull,
})

export const recordArbitrary: fc.Arbitrary<ReportRecord> = fc.record({
  sourceIp: orNull(address),
  sourceText: fc.constant(null),
  count: fc.oneof(
    fc.nat(20),
    fc.maxSafeNat().map((count) => Math.floor(count / 100)),
  ),
  disposition: orNull(word(DISPOSITIONS)),
  dkim: orNull(fc.constantFrom('pass', 'fail')),
  spf: orNull(fc.constantFrom('pass', 'fail')),
  reasons: fc.array(reason, { maxLength: 3 }),
  headerFrom: orNull(domain),
  envelopeFrom: orNull(fc.oneof(domain, fc.constant(''))),
  envelopeTo: orNull(domain),
  dkimAuth: fc.array(dkimAuth, { maxLength: 3 }),
  spfAuth: fc.array(spfAuth, { maxLength: 2 }),
})

const policy: fc.Arbitrary<PublishedPolicy> = fc.record({
  domain,
  p: orNull(word(POLICIES)),
  sp: orNull(word(POLICIES)),
  np: orNull(word(POLICIES)),
  adkim: orNull(fc.constantFrom('relaxed', 'strict')),
  aspf: orNull(fc.constantFrom('relaxed', 'strict')),
  pct: orNull(fc.nat(100)),
  fo: orNull(fc.constantFrom('0', '1:d:s')),
  testing: orNull(fc.boolean()),
  discoveryMethod: orNull(fc.constantFrom('psl', 'treewalk')),
})

export const headerArbitrary: fc.Arbitrary<ReportHeader> = fc
  .record({
    version: orNull(fc.constantFrom('1.0', '2.0')),
    orgName: proseOrNull,
    email: proseOrNull,
    extraContactInfo: proseOrNull,
    reportId: prose.map((text) => text || 'id'),
    begin: fc.integer({ min: NOW - 400 * DAY, max: NOW }),
    end: fc.nat(30 * DAY),
    errors: fc.array(
      prose.map((text) => text || 'error'),
      { maxLength: 2 },
    ),
    generator: proseOrNull,
    policy,
  })
  .map((header) => ({ ...header, end: header.begin + header.end }))
