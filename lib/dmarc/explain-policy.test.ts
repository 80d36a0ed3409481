import { describe, expect, test } from 'vitest'

import { explainPolicy } from './explain-policy.ts'
import type { PublishedPolicy } from './report.ts'
import { REJECT } from './testing/explained-record.ts'

const explained = (changes: Partial<PublishedPolicy>): string[] => explainPolicy({ ...REJECT, ...changes })

describe('p', () => {
  test.each([
    ['none', 'Of mail from example.com that fails DMARC, it asks receivers to do nothing because of DMARC (p=none).'],
    [
      'quarantine',
      'Of mail from example.com that fails DMARC, it asks receivers to treat it as suspicious, which usually means the junk folder (p=quarantine).',
    ],
    ['reject', 'Of mail from example.com that fails DMARC, it asks receivers to reject it (p=reject).'],
    [null, 'The report gives no policy (p) of example.com.'],
  ] as const)('%s stands alone where nothing else is given', (p, text) => expect(explained({ p })).toEqual([text]))

  test('is quoted where it is no policy', () => {
    expect(explained({ p: null, raw: { p: 'block' } })).toEqual([
      'The report gives “block” as the policy (p) of example.com, which is no policy.',
    ])
  })
})

test.each<[Partial<PublishedPolicy>, string]>([
  [{ sp: 'none' }, 'names below example.com'],
  [{ sp: 'quarantine' }, '(sp=quarantine).'],
  [{ np: 'reject' }, 'names below example.com that do not exist in DNS'],
  [{ adkim: 'relaxed' }, 'of the same organizational domain as the one in From (adkim=r).'],
  [{ adkim: 'strict' }, 'the very same as the one in From (adkim=s).'],
  [{ aspf: 'relaxed' }, '(aspf=r).'],
  [{ aspf: 'strict' }, '(aspf=s).'],
  [{ pct: 100 }, 'to all mail that fails (pct=100).'],
  [{ pct: 99 }, 'to 99 % of the mail that fails, and the next weaker one to the rest (pct=99).'],
  [{ pct: 0 }, 'to 0 % of the mail that fails'],
  [{ testing: true }, 'as a test (t=y)'],
  [{ testing: false }, 'not as a test (t=n).'],
  [{ fo: '0' }, 'when neither SPF nor DKIM gives an aligned pass (fo=0).'],
  [{ fo: '1:D:s:s' }, 'or when a DKIM signature fails, aligned or not, or when SPF fails, aligned or not (fo=1:d:s).'],
])('%j adds one sentence of what it asks receivers for', (changes, text) => {
  const sentences = explained(changes)
  expect(sentences).toHaveLength(2)
  expect(sentences[1]).toContain('asks receivers to')
  expect(sentences[1]).toContain(text)
})

test.each<[Partial<PublishedPolicy>, string]>([
  [{ fo: '7' }, 'The report gives “7” for when to send failure reports (fo).'],
  [{ raw: { sp: 'rejct' } }, 'The report gives “rejct” for sp, which is not one of its words.'],
  [{ raw: { pct: '150' } }, 'The report gives “150” for pct, which is not one of its words.'],
])('%j is quoted as it was written', (changes, text) => expect(explained(changes)[1]).toBe(text))
