import { expect, test } from 'vitest'

import { addressFor } from './address-for.ts'

const ANY = { address: 'any', purpose: 'rua', domain: null, enabled: true, retiresAt: null } as const
const OWN = { ...ANY, address: 'own', domain: 'example.com' }

test('a domain’s own address goes before one for any domain', () => {
  expect(addressFor('example.com', [ANY, OWN])).toBe('own')
  expect(addressFor('example.net', [ANY, OWN])).toBe('any')
})

test('what is off, retires, is for bounces or another domain is not published', () => {
  expect(addressFor('example.com', [{ ...OWN, enabled: false }, ANY])).toBe('any')
  expect(addressFor('example.com', [{ ...OWN, retiresAt: '2026-12-24T00:00:00.000Z' }, ANY])).toBe('any')
  expect(addressFor('example.com', [{ ...OWN, purpose: 'bounce' }])).toBeNull()
  expect(addressFor('example.net', [OWN])).toBeNull()
})
