import { expect, test } from 'vitest'

import { APPLE_NETWORKS, appleNetwork } from './apple-network.ts'

test.each([
  ['17.58.0.1', '17.58.0.0/16'],
  ['17.41.0.0', '17.41.0.0/16'],
  ['17.57.155.1', '17.57.155.0/24'],
  ['17.143.255.255', '17.142.0.0/15'],
  ['57.103.64.1', '57.103.64.0/18'],
  ['57.103.127.255', '57.103.64.0/18'],
  ['222.73.195.71', '222.73.195.64/29'],
  ['2a01:b747:3006:200::1', '2a01:b747:3006:200::/56'],
  ['2A01:B747:3000:02FF:FFFF::1', '2a01:b747:3000:200::/56'],
  ['::ffff:17.58.0.1', '17.58.0.0/16'],
  ['::ffff:113a:1', '17.58.0.0/16'],
])('knows %s as iCloud mail by %s, with the day of the capture', (ip, network) => {
  expect(appleNetwork(ip)).toEqual({ network, evidence: expect.stringContaining('2025-09-09'), isIcloudMail: true })
})

test.each(['17.0.0.0', '17.57.154.255', '17.144.0.0', '17.255.255.255', '::ffff:17.1.2.3'])(
  'does not claim iCloud mail for %s, which is Apple’s and not in the SPF record',
  (ip) => {
    expect(appleNetwork(ip)).toEqual({
      network: '17.0.0.0/8',
      evidence: expect.stringContaining('not known to send iCloud mail'),
      isIcloudMail: false,
    })
  },
)

test.each(['16.255.255.255', '18.0.0.0', '57.103.63.255', '57.103.128.0', '222.73.195.72', '2a01:b747:3007:200::1'])(
  'knows nothing of %s, which is outside',
  (ip) => {
    expect(appleNetwork(ip)).toBeNull()
  },
)

test.each([
  '',
  ' ',
  '17',
  '17.58',
  '17.58.1',
  '17.58.1.256',
  '17.58.1.1.1',
  '017.58.1.1',
  '0x11.58.1.1',
  '289030144',
  '17.58.1.1/32',
  '17.58.1.1 ',
  '::ffff:17.58',
  '2a01:b747:3000:200::g',
  ':',
  'icloud.com',
])('reads no address in %j', (text) => {
  expect(appleNetwork(text)).toBeNull()
})

test('has no answer where there is no address', () => {
  expect(appleNetwork(null)).toBeNull()
})

test('finds every network of the list by its first address', () => {
  expect(APPLE_NETWORKS).toHaveLength(24)
  for (const network of APPLE_NETWORKS) expect(appleNetwork(network.split('/')[0]!)?.network).toBe(network)
})
