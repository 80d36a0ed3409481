import fc from 'fast-check'
import { expect, test } from 'vitest'

import { evaluate } from './evaluate.ts'
import { explainPolicy } from './explain-policy.ts'
import { explainRecord } from './explain-record.ts'
import type { ExplainedRecord } from './explanation.ts'
import type { PublishedPolicy } from './report.ts'
import { headerArbitrary, recordArbitrary } from './testing/report-arbitrary.ts'
import { DISPOSITIONS, DKIM_RESULTS, POLICIES, REASON_TYPES, SPF_RESULTS } from './vocabulary.ts'

/** Text of any kind, but for the words that betray a slip of ours. */
const hostile = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('', ' ', '”', '\u202e', 'a.example.com'))
  .filter((text) => !/undefined|null|nan|object/i.test(text))
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const word = <Word extends string>(words: Readonly<Record<string, Word>>) =>
  fc.constantFrom(...new Set(Object.values<Word>(words)))
const raw = { raw: hostile }

const anyRecord: fc.Arbitrary<ExplainedRecord> = fc.record({
  source: orNull(hostile),
  verdict: fc.constantFrom('pass', 'fail'),
  spfAligned: fc.boolean(),
  dkimAligned: fc.boolean(),
  disposition: orNull(fc.oneof(word(DISPOSITIONS), hostile)),
  override: orNull(fc.oneof(word(REASON_TYPES), fc.constantFrom('arc', 'unstated', 'toString'), hostile)),
  headerFrom: orNull(hostile),
  envelopeFrom: orNull(hostile),
  dkimAuth: fc.array(
    fc.record(
      {
        domain: orNull(hostile),
        selector: orNull(hostile),
        result: orNull(word(DKIM_RESULTS)),
        humanResult: orNull(hostile),
        ...raw,
      },
      { requiredKeys: ['domain', 'selector', 'result', 'humanResult'] },
    ),
    { maxLength: 6 },
  ),
  spfAuth: fc.array(
    fc.record(
      {
        domain: orNull(hostile),
        scope: orNull(fc.constantFrom('helo', 'mfrom')),
        result: orNull(word(SPF_RESULTS)),
        humanResult: orNull(hostile),
        ...raw,
      },
      { requiredKeys: ['domain', 'scope', 'result', 'humanResult'] },
    ),
    { maxLength: 5 },
  ),
  reasons: fc.array(
    fc.record({ type: word(REASON_TYPES), comment: orNull(hostile), ...raw }, { requiredKeys: ['type', 'comment'] }),
    { maxLength: 6 },
  ),
  raw: orNull(fc.dictionary(fc.constant('disposition'), hostile)),
})

const anyPolicy: fc.Arbitrary<PublishedPolicy> = fc.record(
  {
    domain: fc.oneof(fc.constant('example.com'), hostile),
    p: orNull(word(POLICIES)),
    sp: orNull(word(POLICIES)),
    np: orNull(word(POLICIES)),
    adkim: orNull(fc.constantFrom('relaxed', 'strict')),
    aspf: orNull(fc.constantFrom('relaxed', 'strict')),
    pct: orNull(fc.nat(100)),
    fo: orNull(fc.oneof(hostile, fc.constantFrom('0', '1', '1:d:s'))),
    testing: orNull(fc.boolean()),
    discoveryMethod: orNull(fc.constantFrom('psl', 'treewalk')),
    raw: fc.dictionary(fc.constantFrom('p', 'sp', 'pct', 'testing'), hostile),
  },
  {
    requiredKeys: ['domain', 'p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'testing', 'discoveryMethod'],
  },
)

function expectSentence(text: string): void {
  expect(text).toMatch(/^[A-Z].*\.$/su)
  expect(text).not.toMatch(/undefined|\bnull\b|\bNaN\b|\[object|\p{C}| {2}/u)
  expect(text.length).toBeLessThan(1500)
}

test('any record gives one to ten sentences, whatever it holds', () => {
  fc.assert(
    fc.property(anyRecord, orNull(anyPolicy), (record, policy) => {
      const explanation = explainRecord(record, policy)
      expect(explanation.length).toBeGreaterThanOrEqual(1)
      expect(explanation.length).toBeLessThanOrEqual(10)
      for (const { text } of explanation) expectSentence(text)
    }),
    { numRuns: 2000 },
  )
})

test('any policy gives sentences, the first one on p', () => {
  fc.assert(
    fc.property(anyPolicy, (policy) => {
      const sentences = explainPolicy(policy)
      expect(sentences[0]).toContain(policy.p === null ? 'policy (p)' : `p=${policy.p}`)
      for (const sentence of sentences) expectSentence(sentence)
    }),
  )
})

/** A comparison in words must agree with the override that was found. */
test('calls a disposition milder or stricter just where there is an override', () => {
  fc.assert(
    fc.property(recordArbitrary, headerArbitrary, (record, { policy }) => {
      const evaluation = evaluate(record, policy)
      const explanation = explainRecord({ ...record, source: record.sourceIp, ...evaluation }, policy)
      const disposition = explanation.find(({ topic }) => topic === 'disposition')?.text ?? ''
      expect(/which is (milder|stricter) than/.test(disposition)).toBe(evaluation.override !== null)
    }),
    { numRuns: 1000 },
  )
})

test('says nothing loudly, and sends nobody to put a forwarder into SPF', () => {
  fc.assert(
    fc.property(recordArbitrary, headerArbitrary, (record, { policy }) => {
      const explanation = explainRecord({ ...record, source: record.sourceIp, ...evaluate(record, policy) }, policy)
      for (const { text } of explanation) {
        expect(text).not.toContain('!')
        expect(text).not.toMatch(/(?<!not )\badd\b.*SPF record/i)
      }
    }),
  )
})
