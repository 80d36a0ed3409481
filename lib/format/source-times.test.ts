import { expect, test } from 'vitest'

import { FIRST_DAY } from '../filter.ts'
import { sourceTimes } from './source-times.ts'

const TODAY = '2026-11-24'
const DAYS = [
  { ip: 'a', day: '2026-11-20', messages: 5, fail: 1 },
  { ip: null, day: '2026-11-20', messages: 2, fail: 2 },
  { ip: 'b', day: '2026-11-22', messages: 0, fail: 0 },
  { ip: 'a', day: '2026-11-23', messages: 4, fail: 0 },
]

test('puts sources under one another, and nothing where there are no messages', () => {
  const { slots, times } = sourceTimes(['a', 'b', null], DAYS, {
    window: { from: '2026-11-20', to: '2026-11-23' },
    today: TODAY,
  })
  expect(slots.map(({ from }) => from)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
  expect(times).toEqual([
    { ip: 'a', cells: [{ messages: 5, fail: 1 }, null, null, { messages: 4, fail: 0 }] },
    { ip: 'b', cells: [null, null, null, null] },
    { ip: null, cells: [{ messages: 2, fail: 2 }, null, null, null] },
  ])
})

test('an open window begins with the first day of any of them', () => {
  const { slots, times } = sourceTimes(['b'], DAYS, { window: { from: FIRST_DAY, to: TODAY }, today: TODAY })
  expect(slots).toHaveLength(5)
  expect(times[0]!.cells).toHaveLength(5)
})

test('without days there are no slots', () => {
  expect(sourceTimes(['a'], [], { window: { from: FIRST_DAY, to: TODAY }, today: TODAY })).toEqual({
    slots: [],
    times: [{ ip: 'a', cells: [] }],
  })
})
