import { expect, test } from 'vitest'

import { toJson, toText } from './to-json.ts'

test('NUL and lone surrogates, which Postgres refuses, become the replacement character, however deep they stand', () => {
  expect(toText('a\0b\ud800c')).toBe('a\ufffdb\ufffdc')
  expect(JSON.parse(toJson([{ name: 'a\0b', list: ['\udc00'] }]))).toEqual([{ name: 'a\ufffdb', list: ['\ufffd'] }])
})

test('everything else stays as it is', () => {
  const value = { text: 'x \u{1f4e7} \\u0000', count: 1, none: null }
  expect(JSON.parse(toJson(value))).toEqual(value)
  expect(toText(null)).toBeNull()
})
