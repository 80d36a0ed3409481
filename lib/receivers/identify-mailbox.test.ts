import { expect, test } from 'vitest'

import { identifyMailbox, mailboxOperator } from './identify-mailbox.ts'
import catalogue from './mail-hosts.json' with { type: 'json' }
import { receiverName } from './receiver-name.ts'

const NOTHING = { host: null, mxHosts: [], recipientDomain: null }

test('names only operators that the list of receivers has', () => {
  for (const id of [...Object.values(catalogue.hosts), ...Object.values(catalogue.mailboxes)])
    expect(receiverName(id), id).not.toBeNull()
})

test('goes by who answered, else by where the mail goes, else by the recipient', () => {
  const host = 'gmail-smtp-in.l.google.com'
  const mxHosts = ['example-com.mail.protection.outlook.com']
  const recipientDomain = 'gmx.de'
  expect(identifyMailbox({ host, mxHosts, recipientDomain })?.id).toBe('google')
  expect(identifyMailbox({ host: 'out.example.com', mxHosts, recipientDomain })?.id).toBe('microsoft')
  expect(identifyMailbox({ host: null, mxHosts: ['mx.example.com'], recipientDomain })?.id).toBe('gmx')
})

test.each(['GMAIL-SMTP-IN.L.GOOGLE.COM', 'aspmx.l.google.com.', 'google.com'])('knows %s', (host) => {
  expect(identifyMailbox({ ...NOTHING, host })).toEqual({ id: 'google', name: 'Google' })
})

test.each(['google.com.example', 'notgoogle.com', 'google', '', 'constructor', '__proto__.com'])(
  'does not take %j for a host that it knows',
  (host) => {
    expect(identifyMailbox({ ...NOTHING, host })?.id).not.toBe('google')
  },
)

test('names one outside the list for the recipient’s domain, before any host', () => {
  expect(identifyMailbox({ host: 'mx.example.net', mxHosts: [], recipientDomain: 'Example.COM' })?.name).toBe(
    'example.com',
  )
  expect(identifyMailbox({ ...NOTHING, host: 'mx.example.net' })?.name).toBe('example.net')
})

test('says nothing where nothing is known, and cuts what is endless', () => {
  expect(identifyMailbox(NOTHING)).toBeNull()
  expect(identifyMailbox({ ...NOTHING, recipientDomain: `${'a.'.repeat(64_000)}example` })!.name.length).toBeLessThan(
    300,
  )
})

test('knows mailboxes at the very domain only', () => {
  expect(mailboxOperator('GMail.com')).toBe('google')
  for (const domain of ['mail.gmail.com', 'notgmail.com', 'constructor', '', null])
    expect(mailboxOperator(domain)).toBeNull()
})
