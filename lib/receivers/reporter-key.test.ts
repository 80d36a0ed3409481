import fc from 'fast-check'
import { expect, test } from 'vitest'

import { reporterKey } from './reporter-key.ts'

test('joins the name, trimmed and lower-cased, with the domain of the e-mail', () => {
  expect(reporterKey(' Google Inc. ', 'noreply-dmarc-support@Google.com')).toBe('google inc.|google.com')
  expect(reporterKey('Enterprise Outlook', 'dmarcreport@microsoft.com')).toBe('enterprise outlook|microsoft.com')
})

test('keeps reporters apart that share a domain or a name', () => {
  const keys = [
    reporterKey('Outlook.com', 'a@microsoft.com'),
    reporterKey('Enterprise Outlook', 'a@microsoft.com'),
    reporterKey('Outlook.com', 'a@other.example'),
    reporterKey('Outlook.com', null),
    reporterKey(null, 'a@microsoft.com'),
    reporterKey(null, null),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('lets no name imitate the domain of another reporter', () => {
  expect(reporterKey('a|b.example', null)).not.toBe(reporterKey('a', 'x@b.example'))
  expect(reporterKey('a', 'x@b|c')).toBe('a|b')
  const name = fc.string({ unit: fc.constantFrom('a', '|', '@', '.'), maxLength: 6 })
  fc.assert(
    fc.property(name, name, fc.domain(), fc.domain(), (nameA, nameB, domainA, domainB) => {
      fc.pre(nameA !== nameB || domainA !== domainB)
      expect(reporterKey(nameA, `x@${domainA}`)).not.toBe(reporterKey(nameB, `x@${domainB}`))
    }),
  )
})

test('stays short enough for an index, and still tells long names apart', () => {
  expect(reporterKey(`${'é'.repeat(5000)}a`, 'x@b.example')).not.toBe(
    reporterKey(`${'é'.repeat(5000)}b`, 'x@b.example'),
  )
  expect(reporterKey('é'.repeat(5000), 'x@b.example').length).toBeLessThanOrEqual(300)
  expect(reporterKey('a'.repeat(290), 'x@b.example')).toBe(`${'a'.repeat(290)}|b.example`)
})
