import { expect, test } from 'vitest'

import { heatLevel } from './heat-level.ts'

test.each([
  [0, 0, null],
  [5, 0, 'pass-few'],
  [6, 0, 'pass-some'],
  [35, 0, 'pass-some'],
  [36, 0, 'pass-many'],
  [100, 1, 'fail-few'],
  [100, 10, 'fail-few'],
  [100, 11, 'fail-some'],
  [100, 50, 'fail-some'],
  [100, 51, 'fail-most'],
  [1, 1, 'fail-most'],
])('%d messages of which %d fail, the largest cell having 100: %s', (messages, fail, level) => {
  expect(heatLevel({ messages, fail }, 100)).toBe(level)
})
