import { expect, test } from 'vitest'

import { formatAge } from './format-age.ts'

const NOW = new Date('2026-11-24T12:00:00Z')

test.for([
  ['2026-11-24T12:00:05Z', 'just now'],
  ['2026-11-24T11:59:01Z', 'just now'],
  ['2026-11-24T11:59:00Z', '1 min ago'],
  ['2026-11-24T11:00:01Z', '59 min ago'],
  ['2026-11-24T11:00:00Z', '1 h ago'],
  ['2026-11-22T12:00:01Z', '47 h ago'],
  ['2026-11-22T12:00:00Z', '2 days ago'],
  ['2026-11-12T11:00:00Z', '12 days ago'],
] as const)('tells the age of %s as %s', ([iso, age]) => {
  expect(formatAge(iso, NOW)).toBe(age)
})
