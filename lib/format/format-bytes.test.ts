import { expect, test } from 'vitest'

import { formatBytes } from './format-bytes.ts'

test('uses the largest unit that leaves a whole part', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(1_023)).toBe('1023 B')
  expect(formatBytes(1_024)).toBe('1.0 KiB')
  expect(formatBytes(150 * 1_024)).toBe('150 KiB')
  expect(formatBytes(1.5 * 1_024 ** 2)).toBe('1.5 MiB')
  expect(formatBytes(5_000 * 1_024 ** 4)).toBe('5000 TiB')
})
