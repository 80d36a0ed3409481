import { expect, test } from 'vitest'

import { formatPercent, shareOf } from './format-percent.ts'

test('never rounds one failing message away', () => {
  expect(formatPercent(999_999 / 1_000_000)).toBe('> 99.9 %')
  expect(formatPercent(1)).toBe('100 %')
})

test('never rounds one passing message away', () => {
  expect(formatPercent(1 / 1_000_000)).toBe('< 0.1 %')
  expect(formatPercent(0)).toBe('0 %')
})

test('keeps one decimal between', () => {
  expect(formatPercent(0.9942)).toBe('99.4 %')
  expect(formatPercent(0.999)).toBe('99.9 %')
  expect(formatPercent(0.001)).toBe('0.1 %')
})

test('shows a dash where there is nothing to divide by', () => {
  expect(formatPercent(null)).toBe('–')
  expect(shareOf(0, 0)).toBeNull()
  expect(shareOf(1, 4)).toBe(0.25)
})
