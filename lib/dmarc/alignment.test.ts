import { expect, test } from 'vitest'

import { isAligned, organizationalDomain } from './alignment.ts'

test.each([
  ['example.com', 'example.com'],
  ['a.b.example.co.uk', 'example.co.uk'],
  ['co.uk', 'co.uk'],
  ['alice.github.io', 'github.io'],
  ['host.internal', 'host.internal'],
  ['192.0.2.1', '192.0.2.1'],
])('the organizational domain of %s is %s', (domain, expected) => {
  expect(organizationalDomain(domain)).toBe(expected)
})

test('relaxed alignment takes siblings and parents, strict takes neither', () => {
  expect(isAligned('mail.example.com', 'news.example.com', 'relaxed')).toBe(true)
  expect(isAligned('example.com', 'news.example.com', 'relaxed')).toBe(true)
  expect(isAligned('example.com', 'news.example.com', 'strict')).toBe(false)
  expect(isAligned('news.example.com', 'news.example.com', 'strict')).toBe(true)
})

test('two names below one public suffix are not aligned', () => {
  expect(isAligned('one.co.uk', 'two.co.uk', 'relaxed')).toBe(false)
  expect(isAligned('co.uk', 'two.co.uk', 'relaxed')).toBe(false)
})

test('an empty name is aligned with nothing', () => {
  expect(isAligned('', '', 'relaxed')).toBe(false)
})
