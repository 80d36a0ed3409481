import { expect, test } from 'vitest'

import { askedPolicy } from './asked-policy.ts'

const POLICY = { domain: 'example.com', p: 'reject', sp: 'none', np: 'quarantine' } as const

test.each([
  ['p for the domain itself', 'example.com', {}, { tag: 'p', policy: 'reject', orNp: null }],
  ['p where From is not named', null, {}, { tag: 'p', policy: 'reject', orNp: null }],
  ['p for a name that only ends alike', 'notexample.com', {}, { tag: 'p', policy: 'reject', orNp: null }],
  ['sp below it, or np', 'a.example.com', {}, { tag: 'sp', policy: 'none', orNp: 'quarantine' }],
  ['p below it without sp', 'a.example.com', { sp: null }, { tag: 'p', policy: 'reject', orNp: 'quarantine' }],
  ['sp below it without p', 'a.example.com', { p: null }, { tag: 'sp', policy: 'none', orNp: 'quarantine' }],
  ['nothing without p', 'example.com', { p: null }, null],
])('asks %s', (_, headerFrom, changes, asked) => {
  expect(askedPolicy(headerFrom, { ...POLICY, ...changes })).toEqual(asked)
})
