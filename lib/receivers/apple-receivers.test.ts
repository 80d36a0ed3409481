import { expect, test } from 'vitest'

import { ICLOUD, isApples } from './apple-receivers.ts'
import { identifyReceiver } from './identify-receiver.ts'

test('takes reports in the name of iCloud and of Apple for claims, and no others', () => {
  expect(identifyReceiver({ orgName: 'iCloud', email: null }).id).toBe(ICLOUD)
  expect(isApples(ICLOUD)).toBe(true)
  expect(isApples(identifyReceiver({ orgName: 'Apple', email: 'dmarc@apple.com' }).id)).toBe(true)
  expect(isApples(identifyReceiver({ orgName: 'Apple Orchard', email: 'dmarc@orchard.example' }).id)).toBe(false)
})
