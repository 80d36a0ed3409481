import { expect, test } from 'vitest'

import { appleReporter } from './apple-reporter.ts'

test.each([
  ['Apple', 'noreply@dmarc.icloud.com'],
  ['icloud.com', 'dmarc@icloud.com'],
  ['Something', 'noreply@dmarc.icloud.com'],
  ['Something', 'dmarc@apple.com'],
  ['Something', 'dmarc@mail.apple.com'],
  [null, 'Dmarc@iCloud.com'],
])('matches %s <%s> by the domain of its e-mail', (orgName, email) => {
  expect(appleReporter(orgName, email)?.evidence).toContain('e-mail address is at')
})

test.each([
  ['Apple Inc.', null],
  ['Apple, Inc.', ''],
  [' iCloud ', 'no address'],
])('matches %s <%s> by its name, and says that there is nothing else', (orgName, email) => {
  expect(appleReporter(orgName, email)?.evidence).toContain('gives no e-mail address')
})

test('says so when the name is Apple’s and the e-mail is not', () => {
  expect(appleReporter('Apple', 'a@icloud.com.evil.example')?.evidence).toContain('not known to be Apple')
})

test.each([
  ['google.com', 'noreply-dmarc-support@google.com'],
  ['Apple Orchard Supplies', 'dmarc@orchard.example'],
  ['noticloud.com', 'a@noticloud.com'],
  ['mail.choir.example', 'someone@icloud.com'],
  [null, null],
  ['', ''],
])('does not match %s <%s>', (orgName, email) => {
  expect(appleReporter(orgName, email)).toBeNull()
})
