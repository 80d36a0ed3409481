import { expect, test } from 'vitest'

import { isAppleMailHost } from './apple-mail-host.ts'

test.each([
  'mx01.mail.icloud.com',
  'mx6.mail.icloud.com',
  'MX02.Mail.iCloud.com.',
  ' mx01.mail.icloud.com ',
  'st11p00im-smtpin005.me.com',
  'mr28p00im-hyfv06011301.me.com',
  'smtp1.privaterelay.appleid.com',
  'smtp4.private.icloud.com',
  'pv50p00icloudmta-example1',
])('takes %j for a host of Apple’s', (host) => {
  expect(isAppleMailHost(host)).toBe(true)
})

test.each([
  '',
  '.',
  'some-me.com',
  'mail.some-me.com',
  'notmail.icloud.com',
  'xmail.icloud.com',
  'mx01.mail.icloud.com.example',
  'mx01.mail.icloud.com.attacker.example',
  'mx01-mail-icloud.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'outbound.st.icloud.com',
  'p-east2-cluster1-host7-snip4-7.eps.apple.com',
  'mail-out21.apple.com',
  'icloudmta.example.com',
  'icloudmta example',
  'mx.example.com',
  `${'a.'.repeat(32_000)}mail.icloud.com`,
  `mx01${'.'.repeat(64_000)}`,
])('does not take %.60j for one', (host) => {
  expect(isAppleMailHost(host)).toBe(false)
})
