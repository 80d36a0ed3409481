import { expect, test } from 'vitest'

import { peerKey } from './peer-key.ts'

test('all addresses of one IPv6 network of a subscriber are one peer', () => {
  expect(peerKey('2001:db8:1:2::1')).toBe(peerKey('2001:db8:1:2:ffff::2'))
  expect(peerKey('2001:db8:1:2::1')).not.toBe(peerKey('2001:db8:1:3::1'))
  expect(peerKey('fe80::1%eth0')).toBe(peerKey('fe80::2'))
})

test('each IPv4 address is a peer of its own', () => {
  expect(peerKey('192.0.2.1')).not.toBe(peerKey('192.0.2.2'))
})
