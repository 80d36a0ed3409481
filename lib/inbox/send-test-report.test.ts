import { type AddressInfo } from 'node:net'

import { generate } from 'selfsigned'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { findFreePort } from '../db/free-port.ts'
import { readReport } from '../dmarc/read-report.ts'
import { DEFAULT_LIMITS } from '../unpack/limits.ts'
import { Spool } from '../unpack/spool.ts'
import { SPOOL_DIRECTORY, unpackAll } from '../unpack/testing/unpack-all.ts'
import { sendTestReport } from './send-test-report.ts'

const ADDRESS = 'rua-0123456789abcdef0123@reports.example'
const SECRET = 'a-password-of-mail'

type Mail = { from: string; to: string[]; user: string | undefined; bytes: Buffer }
let server: SMTPServer
let port: number
let mails: Mail[]

beforeAll(async () => {
  const { private: key, cert } = await generate()
  server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username! }),
    allowInsecureAuth: true,
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('rua-') ? done() : done(new Error('There is no such address')),
    onData: (stream, { envelope, user }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom ? mailFrom.address : ''
        const to = rcptTo.map(({ address }) => address)
        mails.push({ from, to, user: user as string | undefined, bytes: Buffer.concat(chunks) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.server.address() as AddressInfo).port
})
beforeEach(() => {
  mails = []
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const NOTHING = { smtp: null, smtpOut: null, ingestDomain: 'reports.example' }
const listener = (host: string, at = port) => ({ ...NOTHING, smtp: { host, port: at, tls: null } })

test('what arrives is a mail with a report that can be read', async () => {
  const sent = (await sendTestReport(ADDRESS, listener('127.0.0.1')))!
  expect(sent).toMatchObject({
    isSent: true,
    by: 'listener',
    sentence: expect.stringContaining('The listener took it.'),
  })
  const [mail] = mails
  expect(mail).toMatchObject({ from: 'signet@reports.example', to: [ADDRESS] })
  const head = mail!.bytes
    .toString()
    .split('\r\n\r\n', 1)[0]!
    .replaceAll(/\r\n\s+/g, ' ')
  expect(head).toContain(
    `Subject: Report Domain: signet-test.invalid Submitter: reports.example Report-ID: <${sent.search}>`,
  )
  const documents = await unpackAll(mail!.bytes)
  expect(documents).toHaveLength(1)
  const [document] = documents
  expect(document!.name).toMatch(new RegExp(`^signet!signet-test\\.invalid!\\d+!\\d+!${sent.search}\\.xml`))
  const bytes = await Spool.from([Buffer.from(document!.text!)], SPOOL_DIRECTORY)
  const { report } = await readReport(bytes, {
    recordsMax: DEFAULT_LIMITS.recordsMax,
    keepRecordsMax: DEFAULT_LIMITS.recordsMax,
    setAside: () => Promise.resolve(),
    now: new Date(),
  })
  expect(report).toMatchObject({
    header: { reportId: sent.search, policy: { domain: 'signet-test.invalid' } },
    recordCount: 1,
    messageCount: 1,
    warnings: [],
  })
})

test('two tests are two mails, so that the second is no copy of the first', async () => {
  await sendTestReport(ADDRESS, listener('127.0.0.1'))
  await sendTestReport(ADDRESS, listener('127.0.0.1'))
  const [first, second] = await Promise.all(mails.map(({ bytes }) => unpackAll(bytes)))
  expect(first![0]!.name).not.toBe(second![0]!.name)
})

test('a listener on all addresses is called by this machine', async () => {
  expect(await sendTestReport(ADDRESS, listener('0.0.0.0'))).toMatchObject({ isSent: true })
})

test('where there is outgoing mail it goes that way, from its address and with its password', async () => {
  const smtpOut = { url: `smtp://signet:${SECRET}@127.0.0.1:${port}?ignoreTLS=true`, from: 'signet@example.com' }
  const sent = await sendTestReport(ADDRESS, { ...listener('127.0.0.1', 1), smtpOut })
  expect(sent).toMatchObject({ isSent: true, by: 'smtp-out', sentence: expect.stringContaining('MX record') })
  expect(mails).toMatchObject([{ from: 'signet@example.com', to: [ADDRESS], user: 'signet' }])
})

test('why it was not taken is said, without the password', async () => {
  const refused = await sendTestReport('nobody@reports.example', listener('127.0.0.1'))
  expect(refused).toMatchObject({ isSent: false, sentence: expect.stringContaining('There is no such address') })
  const free = await findFreePort()
  const absent = await sendTestReport(ADDRESS, listener('127.0.0.1', free))
  expect(absent).toMatchObject({ isSent: false, by: 'listener' })
  expect(absent!.sentence).toBe(`Signet’s listener for mail at port ${free} did not take it (ESOCKET).`)
  const smtpOut = { url: `smtp://signet:${SECRET}@127.0.0.1:${free}`, from: 'signet@example.com' }
  const out = await sendTestReport(ADDRESS, { ...NOTHING, smtpOut })
  expect(out).toMatchObject({ isSent: false, by: 'smtp-out' })
  expect(JSON.stringify(out)).not.toContain(SECRET)
})

test('without a listener and without outgoing mail nothing is sent', async () => {
  expect(await sendTestReport(ADDRESS, NOTHING)).toBeNull()
})
