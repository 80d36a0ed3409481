import { expect, test } from 'vitest'

import { quoteValue } from './quote-value.ts'

test('keeps a value on one line, without control and direction characters', () => {
  expect(quoteValue(' a\r\n\u0000b\u202ec ')).toBe('“a b c”')
})

test('lets no value end its own quotation', () => {
  expect(quoteValue('a” and “b')).toBe('“a" and "b”')
})

test('leaves 120 characters whole and cuts 121', () => {
  expect(quoteValue('x'.repeat(120))).toBe(`“${'x'.repeat(120)}”`)
  expect(quoteValue('x'.repeat(121))).toBe(`“${'x'.repeat(119)}…”`)
})

test('cuts no character into halves', () => {
  expect(quoteValue(`${'x'.repeat(118)}${'\u{1f4e7}'.repeat(9)}`)).toBe(`“${'x'.repeat(118)}…”`)
})
