import { expect, test } from 'vitest'

import type { Check } from '#lib/checks/check.ts'

import { arrivalNews, firstCause } from './arrival-news.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const NONE = { lastMailHereAt: null, lastMailAt: null, quarantined: 0, silent: [] }

test.for([
  [null, null, 'No report for example.com has come yet.'],
  ['2026-11-24T09:00:00Z', 'smtp', 'Reports for example.com arrive: the last one came 3 h ago by mail.'],
  ['2026-11-21T12:00:01Z', null, 'Reports for example.com arrive: the last one came 2 days ago.'],
  ['2026-11-21T12:00:00Z', 'api', 'The last report for example.com came 3 days ago by the API.'],
] as const)('with a last report at %s by %s says so', ([lastReportAt, lastReportVia, news]) => {
  expect(arrivalNews({ domain: 'example.com', lastReportAt, lastReportVia, ...NONE }, NOW)).toBe(news)
})

const check = (state: Check['state']): Check => ({ id: 'rua', state, sentence: `It is ${state}.` })

test.for([
  [['good', 'warning', 'bad'], 'It is bad.'],
  [['unknown', 'warning'], 'It is warning.'],
  [['good', 'unknown'], 'Nothing is missing as far as it can be told from here.'],
] as const)('of checks that are %s tells the one that matters most', ([states, cause]) => {
  expect(firstCause(states.map(check))).toBe(cause)
})

test('says that nothing is missing when every check is good', () => {
  expect(firstCause([check('good')])).toMatch(/^Nothing is missing for reports to come by mail/)
})

test('claims nothing while DNS does not say whether there is a record', () => {
  expect(firstCause([{ ...check('unknown'), id: 'dmarc-record' }, check('unknown')])).toMatch(
    /without an answer of DNS/,
  )
})
