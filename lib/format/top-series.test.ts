import { expect, test } from 'vitest'

import { totalOf } from './time-bars.ts'
import { topSeries } from './top-series.ts'

const day = (series: Record<string, number>) => ({ day: '2026-11-01', reports: 1, estimated: false, series })

test('keeps the largest and puts the rest together, without losing a message', () => {
  const { days, keys } = topSeries([day({ a: 1, b: 5, c: 2 }), day({ d: 3, b: 1 })], 3)
  expect(keys).toEqual(['b', 'd', 'others'])
  expect(days.map(({ series }) => series)).toEqual([
    { b: 5, others: 3 },
    { b: 1, d: 3 },
  ])
  expect(days.reduce((sum, { series }) => sum + totalOf(series), 0)).toBe(12)
})

test('leaves few as they are', () => {
  const days = [day({ a: 1, b: 5 })]
  expect(topSeries(days, 2)).toEqual({ days, keys: ['b', 'a'] })
})
