import { expect, test } from 'vitest'

import { nameDomain } from './name-domain.ts'

test('names bare what reads as a name', () => {
  expect(nameDomain('mail.example.com')).toBe('mail.example.com')
  expect(nameDomain('K2_a')).toBe('K2_a')
})

test('quotes what does not', () => {
  expect(nameDomain('example.com is safe')).toBe('“example.com is safe”')
  expect(nameDomain('<b>')).toBe('“<b>”')
})

test('quotes and cuts a name of more than 120 characters', () => {
  expect(nameDomain('a'.repeat(120))).toBe('a'.repeat(120))
  expect(nameDomain('a'.repeat(121))).toBe(`“${'a'.repeat(119)}…”`)
})
