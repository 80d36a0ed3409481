import { expect, test } from 'vitest'

import { countFailures, restartDelayMs } from './restart-delay.ts'

test('the pause doubles while a process keeps dying young, up to ten seconds', () => {
  expect([1, 2, 3, 7, 8, 1000].map(restartDelayMs)).toEqual([100, 200, 400, 6_400, 10_000, 10_000])
})

test('a death after ten seconds of life is a first one', () => {
  expect(countFailures(5, 9_999)).toBe(6)
  expect(countFailures(5, 10_000)).toBe(1)
})
