import { expect, test } from 'vitest'

import { parseRecipient } from './parse-recipient.ts'

const DOMAIN = 'reports.example.com'

test.each([
  ['rua-0123456789abcdef0123@reports.example.com', 'rua', '0123456789abcdef0123'],
  ['bounce-0123456789abcdef0123@reports.example.com', 'bounce', '0123456789abcdef0123'],
  ['RUA-ABCDEF@Reports.Example.COM', 'rua', 'abcdef'],
  ['rua-abcdef+example.org@reports.example.com', 'rua', 'abcdef'],
  ['rua-abcdef+@reports.example.com', 'rua', 'abcdef'],
])('%s is an ingest address', (address, purpose, token) => {
  expect(parseRecipient(address, DOMAIN)).toEqual({ purpose, token })
})

test.each([
  'rua-abcdef@example.com',
  'rua-abcdef@sub.reports.example.com',
  'rua-abcdef@reports.example.com.evil.example',
  'rua-abcdef@[192.0.2.1]',
  'rua-abcdef@ex%61mple.com',
  'rua-abcdef',
  'rua-@reports.example.com',
  'rua-abc def@reports.example.com',
  'ruf-abcdef@reports.example.com',
  'xrua-abcdef@reports.example.com',
  'rua-abcdef@evil.example@reports.example.com',
  'rua-abcdef%reports.example.com@reports.example.com',
  'postmaster@reports.example.com',
  'postmaster',
  '@reports.example.com',
  '',
])('%j is none', (address) => {
  expect(parseRecipient(address, DOMAIN)).toBeNull()
})

test('a domain counts in either of its spellings', () => {
  for (const domain of ['xn--bcher-kva.example', 'bücher.example', 'BÜCHER.example'])
    expect(parseRecipient(`rua-abcdef@${domain}`, 'xn--bcher-kva.example')).not.toBeNull()
  expect(parseRecipient('rua-abcdef@127.1', '127.0.0.1')).toBeNull()
})
