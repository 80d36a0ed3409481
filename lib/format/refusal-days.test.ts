import { expect, test } from 'vitest'

import { DEFERRED, answeredDays, refusalDays } from './refusal-days.ts'
import { OTHERS } from './top-series.ts'

const DAYS: Parameters<typeof refusalDays>[0] = [
  { day: '2026-11-10', refused: { CS01: 3, HM08: 2, DMARC: 1 }, deferred: 4, accepted: 90 },
  { day: '2026-11-11', refused: {}, deferred: 0, accepted: 10 },
]

test('gathers the rarest refusals, and keeps what was put off apart from them', () => {
  const { days, keys } = refusalDays(DAYS, 2)
  expect(keys).toEqual(['CS01', OTHERS])
  expect(days.map(({ series }) => series)).toEqual([{ CS01: 3, [OTHERS]: 3, [DEFERRED]: 4 }, {}])
})

test('adds all refusals of a day up beside what was taken', () => {
  expect(answeredDays(DAYS).map(({ series }) => series)).toEqual([
    { accepted: 90, deferred: 4, refused: 6 },
    { accepted: 10, deferred: 0, refused: 0 },
  ])
})
