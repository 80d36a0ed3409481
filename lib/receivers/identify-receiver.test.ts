import fc from 'fast-check'
import { expect, test } from 'vitest'

import { identifyReceiver } from './identify-receiver.ts'
import { receiverName } from './receiver-name.ts'
import catalogue from './receivers.json' with { type: 'json' }

const CONFIRMED: [orgName: string | null, email: string | null, id: string][] = [
  ['google.com', 'noreply-dmarc-support@google.com', 'google'],
  ['Google, Inc.', null, 'google'],
  ['Google Inc.', '', 'google'],
  ['Outlook.com', 'dmarcreport@microsoft.com', 'microsoft'],
  ['Enterprise Outlook', 'dmarcreport@microsoft.com', 'microsoft'],
  ['Microsoft Corporation', 'dmarcrep@microsoft.com', 'microsoft'],
  ['microsoft.com', null, 'microsoft'],
  ['Yahoo', 'dmarchelp@yahooinc.com', 'yahoo'],
  ['Yahoo! Inc.', 'dmarchelp@yahoo.com', 'yahoo'],
  ['yahoo.com', 'noreply@dmarc.yahoo.com', 'yahoo'],
  ['AOL', 'postmaster@aol.com', 'aol'],
  ['AOL', 'abuse_dmarc@abuse.aol.com', 'aol'],
  ['Mail.Ru', 'dmarc_support@corp.mail.ru', 'mail-ru'],
  ['AMAZON-SES', 'postmaster@amazonses.com', 'amazon-ses'],
  ['Fastmail Pty Ltd', 'reports@fastmaildmarc.com', 'fastmail'],
  ['GMX', 'noreply-dmarc@sicher.gmx.net', 'gmx'],
  ['WEB.DE', 'noreply-dmarc@sicher.web.de', 'web-de'],
  ['Mimecast', 'no-reply@us-1.mimecastreport.com', 'mimecast'],
  ['Mimecast', 'dmarc_rua@mimecast.com', 'mimecast'],
  ['seznam.cz a.s.', 'abuse@seznam.cz', 'seznam'],
  ['zoho.com', 'noreply-dmarc@zoho.com', 'zoho'],
  ['kddi.com', 'noreply-dmarc-support@kddi.com', 'kddi'],
  ['163.com', 'abuse@163.com', 'netease'],
  ['126.com', 'abuse@126.com', 'netease'],
  ['yeah.net', 'abuse@yeah.net', 'netease'],
  ['comcast.net', 'dmarc-support@alerts.comcast.net', 'comcast'],
  ['linkedin.com', 'dmarc-noreply@linkedin.com', 'linkedin'],
  ['xs4all', 'noreply@dmarc-reports.xs4all.net', 'xs4all'],
  ['wp.pl', 'dmarc-support@wp.pl', 'wp-pl'],
  ['denic.de', 'dmarcrep@denic.de', 'denic'],
  ['esa1.customer.iphmx.com', 'MAILER-DAEMON@esa1.customer.iphmx.com', 'cisco-hosted'],
]

test.each(CONFIRMED)('knows %s <%s> as %s', (orgName, email, id) => {
  expect(identifyReceiver({ orgName, email })).toEqual({ id, name: receiverName(id) })
})

test('lets the domain of the e-mail win over org_name', () => {
  expect(identifyReceiver({ orgName: 'shop.example', email: 'noreply-dmarc-support@google.com' }).id).toBe('google')
  expect(identifyReceiver({ orgName: 'Google', email: 'a@evil.example' })).toEqual({
    id: 'evil.example',
    name: 'Google (evil.example)',
  })
  expect(identifyReceiver({ orgName: 'mx.google.com', email: 'a@google.com.evil.example' }).id).toBe('evil.example')
  expect(identifyReceiver({ orgName: 'x', email: 'a@notgoogle.com' }).id).toBe('notgoogle.com')
})

test('does not take the owner of a mailbox for the operator of it', () => {
  expect(identifyReceiver({ orgName: 'Choir of Smalltown', email: 'someone@web.de' })).toEqual({
    id: 'choir-of-smalltown',
    name: 'Choir of Smalltown',
  })
  expect(identifyReceiver({ orgName: 'mail.choir.example', email: 'someone@icloud.com' }).id).toBe('mail.choir.example')
  expect(identifyReceiver({ orgName: 'WEB.DE', email: 'someone@web.de' }).id).toBe('web-de')
  expect(identifyReceiver({ orgName: null, email: 'postmaster@aol.com' }).id).toBe('aol')
})

test('would know a report from iCloud, and keeps the company mail of Apple apart', () => {
  expect(identifyReceiver({ orgName: 'Apple', email: 'noreply@dmarc.icloud.com' }).id).toBe('icloud')
  expect(identifyReceiver({ orgName: 'Apple Inc.', email: 'noreply@icloud.com' }).id).toBe('icloud')
  expect(identifyReceiver({ orgName: 'icloud.com', email: null }).id).toBe('icloud')
  expect(identifyReceiver({ orgName: 'Apple', email: 'noreply@apple.com' }).id).toBe('apple')
})

test('makes the id of an unknown reporter from the organizational domain of its e-mail', () => {
  const receiver = { id: 'school.ac.uk', name: 'School of Mail' }
  expect(identifyReceiver({ orgName: 'School of Mail', email: 'dmarc@mx1.mail.School.ac.uk.' })).toEqual(receiver)
  expect(identifyReceiver({ orgName: null, email: '<dmarc@school.ac.uk>' })).toEqual({
    ...receiver,
    name: 'school.ac.uk',
  })
  expect(identifyReceiver({ orgName: '  ', email: 'root@localhost' }).id).toBe('localhost')
  expect(identifyReceiver({ orgName: null, email: 'root@[192.0.2.1]' }).id).toBe('192.0.2.1')
})

test('makes the id from org_name where there is no e-mail', () => {
  expect(identifyReceiver({ orgName: ' Example  Mail, Ltd. ', email: null }).id).toBe('example-mail-ltd')
  expect(identifyReceiver({ orgName: 'Müller', email: 'none' }).id).toBe('muller')
  expect(identifyReceiver({ orgName: null, email: null })).toEqual({ id: 'unnamed', name: 'unnamed' })
})

test('tells names without an ASCII letter, and names that differ after 100 characters, apart', () => {
  const id = (orgName: string) => identifyReceiver({ orgName, email: null }).id
  expect(id('メール会社')).not.toBe(id('郵便会社'))
  expect(id('メール会社')).toMatch(/^unnamed-[0-9a-f]{8}$/)
  expect(id(`${'a'.repeat(120)}b`)).not.toBe(id(`${'a'.repeat(120)}c`))
  expect(id(`${'a'.repeat(120)}b`)).toHaveLength(100)
  expect(id('a'.repeat(100))).toBe('a'.repeat(100))
})

test('never gives an unknown reporter an id of the catalogue', () => {
  expect(identifyReceiver({ orgName: 'mail ru', email: null }).id).toBe('unconfirmed-mail-ru')
  expect(identifyReceiver({ orgName: 'x', email: 'a@google' }).id).toBe('unconfirmed-google')
  expect(identifyReceiver({ orgName: 'Google', email: 'someone@web.de' })).toEqual({
    id: 'unconfirmed-google',
    name: 'Google (web.de)',
  })
})

test('takes control and direction characters out of a name', () => {
  expect(identifyReceiver({ orgName: 'Good\u202emoc.\u0000Mail\n', email: 'a@b.example' }).name).toBe('Good moc. Mail')
  expect(identifyReceiver({ orgName: 'Google\u200b', email: 'a@b.example' }).name).toBe('Google (b.example)')
  expect(identifyReceiver({ orgName: 'Ｇｏｏｇｌｅ', email: 'a@b.example' }).name).toBe('Google (b.example)')
})

test('gives a short, plain and stable id for any text', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 300 }))
  fc.assert(
    fc.property(text, text, (orgName, local) => {
      const email = local === null ? null : `a@${local}`
      const receiver = identifyReceiver({ orgName, email })
      expect(receiver.id).toMatch(/^[a-z0-9.-]{1,100}$/)
      expect(receiver.name).not.toBe('')
      expect(identifyReceiver({ orgName, email })).toEqual(receiver)
    }),
  )
})

test('takes no longer over a hostile text than over an honest one', () => {
  const dots = `${'.'.repeat(200_000)}x`
  const begin = performance.now()
  identifyReceiver({ orgName: dots, email: null })
  identifyReceiver({ orgName: `x${dots}`, email: `a@${dots}` })
  identifyReceiver({ orgName: ','.repeat(200_000), email: `${'@'.repeat(200_000)}x` })
  expect(performance.now() - begin).toBeLessThan(1_000)
})

test('names receivers of the catalogue only', () => {
  expect(receiverName('google')).toBe('Google')
  expect(receiverName('evil.example')).toBeNull()
})

test('keeps the catalogue free of repetition and of words that could never match', () => {
  const { receivers } = catalogue
  const ids = receivers.map((entry) => entry.id)
  const domains = receivers.flatMap((entry) => [...entry.emailDomains, ...entry.mailboxDomains])
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(domains).size).toBe(domains.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,100}$/)
  for (const domain of domains) expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
  for (const { id, orgNames } of receivers)
    for (const orgName of orgNames) expect([id, orgName]).toEqual([id, orgName.toLowerCase().trim()])
})

test('lists addresses of reports at domains of mailboxes only, and no operator without a domain that always signs', () => {
  const mailboxDomains = catalogue.receivers.flatMap((entry) => entry.mailboxDomains)
  for (const { reportAddresses = [], mailboxDomains: own } of catalogue.receivers)
    for (const address of reportAddresses) expect(own).toContain(address.slice(address.indexOf('@') + 1))
  for (const domain of catalogue.otherMailboxDomains) expect(mailboxDomains).not.toContain(domain)
  for (const { alwaysSigns, emailDomains, mailboxDomains: own } of catalogue.receivers)
    if (alwaysSigns) expect([...emailDomains, ...own]).not.toEqual([])
})
