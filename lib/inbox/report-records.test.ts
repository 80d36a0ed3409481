import { expect, test } from 'vitest'

import { reportRecords } from './report-records.ts'

const TOKEN = '0123456789abcdef0123'

test('the record asks receivers to report to the address and to do nothing else', () => {
  expect(reportRecords('example.com', `rua-${TOKEN}@reports.example.com`)).toEqual({
    domain: 'example.com',
    policy: { name: '_dmarc.example.com', value: `v=DMARC1; p=none; rua=mailto:rua-${TOKEN}@reports.example.com` },
    addition: `,mailto:rua-${TOKEN}@reports.example.com`,
    permission: null,
  })
})

test('a permission is needed where the ingest domain is not the same organization’s', () => {
  expect(reportRecords('example.com', `rua-${TOKEN}@reports.example.net`).permission).toEqual({
    one: { name: 'example.com._report._dmarc.reports.example.net', value: 'v=DMARC1' },
    all: { name: '*._report._dmarc.reports.example.net', value: 'v=DMARC1' },
  })
  const isNeeded = (domain: string, ingestDomain: string): boolean =>
    reportRecords(domain, `rua-${TOKEN}@${ingestDomain}`).permission !== null
  expect(isNeeded('example.co.uk', 'other.co.uk')).toBe(true)
  expect(isNeeded('mail.example.co.uk', 'reports.example.co.uk')).toBe(false)
  expect(isNeeded('example.com', 'example.com')).toBe(false)
})
