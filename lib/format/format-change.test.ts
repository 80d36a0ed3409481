import { expect, test } from 'vitest'

import { formatCountChange, formatPointChange } from './format-change.ts'

test.each([
  [0.994, 0.992, '▲ 0.2 pt'],
  [0.95, 0.98, '▼ 3.0 pt'],
  [0.9, 0.90001, '± 0.0 pt'],
  [1, 0, '▲ 100.0 pt'],
  [null, 0.5, null],
  [0.5, null, null],
])('a rate of %s that was %s: %s', (now, before, text) => {
  expect(formatPointChange(now, before)).toBe(text)
})

test.each([
  [112, 100, '▲ 12 %'],
  [92, 100, '▼ 8 %'],
  [100, 100, '± 0 %'],
  [0, 5, '▼ 100 %'],
  [1_100, 100, '▲ 11 ×'],
  [7, 0, 'new'],
  [0, 0, null],
])('a count of %d that was %d: %s', (now, before, text) => {
  expect(formatCountChange(now, before)).toBe(text)
})
