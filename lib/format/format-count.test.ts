import { expect, test } from 'vitest'

import { formatCompactCount, formatCount, formatCounted } from './format-count.ts'

test('groups thousands', () => {
  expect(formatCount(412_906)).toBe('412,906')
  expect(formatCompactCount(412_906)).toBe('412.9K')
})

test('counts one in the singular and all else in the plural', () => {
  expect(formatCounted(1, 'message')).toBe('1 message')
  expect(formatCounted(0, 'message')).toBe('0 messages')
  expect(formatCounted(2, 'address', 'addresses')).toBe('2 addresses')
})
