import { expect, test } from 'vitest'

import { appleDomain } from './apple-domain.ts'

test.each([
  ['icloud.com', 'icloud.com', 'icloud'],
  ['me.com', 'me.com', 'icloud'],
  ['mac.com', 'mac.com', 'icloud'],
  ['dmarc.icloud.com', 'icloud.com', 'icloud'],
  ['ICLOUD.COM.', 'icloud.com', 'icloud'],
  ['someone@iCloud.com', 'icloud.com', 'icloud'],
  ['odd@local@me.com', 'me.com', 'icloud'],
  ['privaterelay.appleid.com', 'privaterelay.appleid.com', 'relay'],
  ['smtp1.privaterelay.appleid.com', 'privaterelay.appleid.com', 'relay'],
  ['private.icloud.com', 'private.icloud.com', 'relay'],
  ['smtp1.private.icloud.com', 'private.icloud.com', 'relay'],
  ['apple.com', 'apple.com', 'corporate'],
  ['insideapple.apple.com', 'apple.com', 'corporate'],
])('takes %s for %s (%s)', (given, domain, kind) => {
  expect(appleDomain(given)).toMatchObject({ domain, kind, evidence: expect.stringContaining(domain) })
})

test.each([
  'noticloud.com',
  'icloud.com.evil.example',
  'icloud.com@evil.example',
  'xme.com',
  'icloud.co',
  'com',
  'appleid.com',
  'icloud.com..',
  '.',
  '@',
  '',
])('does not take %j for Apple’s', (given) => {
  expect(appleDomain(given)).toBeNull()
})

test('has no answer where there is no domain', () => {
  expect(appleDomain(null)).toBeNull()
})
