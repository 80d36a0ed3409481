import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { resolverOf } from '#lib/dns/resolver.ts'
import { type DnsServer, startDnsServer, type Zone } from '#lib/dns/testing/dns-server.ts'

import { type CheckDeps, checkMail } from './check-mail.ts'
import type { MailPath } from './mail-check.ts'
import { ed25519Key, mailOf, rsaKey, sign } from './testing/signed-mail.ts'

const NOW = new Date('2026-11-15T00:00:00Z')
/** A public address, which no documentation network is. */
const PEER = '5.6.7.8'
const DIRECT: MailPath = { envelopeFrom: 'bounce@example.com', peer: PEER, helo: 'mx.example.com' }
const RELAYED: MailPath = { ...DIRECT, peer: '10.0.0.5' }

const rsa = rsaKey()
const edward = ed25519Key()

let server: DnsServer
beforeAll(async () => {
  server = await startDnsServer()
})
afterAll(() => server.stop())
beforeEach(() => {
  for (const name of Object.keys(server.zone)) delete server.zone[name]
  publish({
    'test._domainkey.example.com': { txt: [rsa.record] },
    'ed._domainkey.example.com': { txt: [edward.record] },
    'test._domainkey.other.example.net': { txt: [rsa.record] },
    '_dmarc.example.com': { txt: ['v=DMARC1; p=reject'] },
    'example.com': { txt: ['unrelated', `v=spf1 ip4:${PEER} -all`] },
  })
})

function publish(zone: Zone): void {
  Object.assign(server.zone, zone)
}

async function* chunks(mail: string | Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  const bytes = Buffer.isBuffer(mail) ? mail : Buffer.from(mail, 'latin1')
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

function check(mail: string | Buffer, path: MailPath = DIRECT, deps: Partial<CheckDeps> = {}) {
  const resolver = resolverOf([server.address])
  return checkMail(chunks(mail), path, { resolver, now: NOW, relays: [], trustedAuthservIds: [], ...deps })
}

async function dkimOf(mail: string, deps: Partial<CheckDeps> = {}) {
  return (await check(mail, RELAYED, deps)).dkim.map(({ domain, result, comment }) => [domain, result, comment])
}

const ours = { domain: 'example.com', key: rsa }

test('passes a genuine mail in every respect', async () => {
  expect(await check(await sign(mailOf({ from: '"Reports" <Reports@Example.com>' }), ours))).toEqual({
    checkedAt: '2026-11-15T00:00:00.000Z',
    dns: 'answered',
    peer: PEER,
    isDirect: true,
    from: 'reports@example.com',
    dkim: [{ domain: 'example.com', selector: 'test', result: 'pass', comment: null }],
    spf: { domain: 'example.com', result: 'pass' },
    dmarc: { domain: 'example.com', result: 'pass', policy: 'reject' },
    trusted: null,
  })
})

test.each(['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'])(
  'passes a signature of %s, with RSA and Ed25519',
  async (canonicalization) => {
    const body = '  two  spaces\t \r\n\r\nlast line\r\n\r\n\r\n'
    const once = await sign(mailOf({ body }), { ...ours, canonicalization })
    const twice = await sign(once, { domain: 'example.com', selector: 'ed', key: edward, canonicalization })
    expect(await dkimOf(twice)).toEqual([
      ['example.com', 'pass', null],
      ['example.com', 'pass', null],
    ])
  },
)

test('gives the same for any size of chunk and for bare line feeds', async () => {
  const mail = await sign(mailOf(), ours)
  const whole = await check(mail)
  const resolver = resolverOf([server.address])
  for (const size of [1, 2, 3, 7, 100])
    expect(
      await checkMail(chunks(mail, size), DIRECT, { resolver, now: NOW, relays: [], trustedAuthservIds: [] }),
    ).toEqual(whole)
  expect(await check(mail.replaceAll('\r\n', '\n'))).toEqual(whole)
})

test('fails a mail whose body or signed header was changed', async () => {
  const mail = await sign(mailOf(), ours)
  expect(await dkimOf(mail.replace('two lines', 'few lines'))).toEqual([
    ['example.com', 'neutral', 'body hash did not verify'],
  ])
  expect(await dkimOf(mail.replace('Report domain', 'Report of'))).toEqual([['example.com', 'fail', 'bad signature']])
  expect(await dkimOf(`${mail}more`)).toEqual([['example.com', 'neutral', 'body hash did not verify']])
})

test('lets no signature pass that leaves a part of the body unsigned', async () => {
  const mail = await sign(mailOf(), { ...ours, maxBodyLength: 5 })
  expect(mail).toContain('l=5')
  expect(await dkimOf(`${mail}a forged report`)).toEqual([
    ['example.com', 'policy', 'l= leaves a part of the body unsigned'],
  ])
  expect(await dkimOf(mail.replace('l=5', '(x)l=5'))).toEqual([
    ['example.com', 'policy', 'l= leaves a part of the body unsigned'],
  ])
})

test('lets no signature pass that does not sign From', async () => {
  const mail = await sign(mailOf(), { ...ours, headerList: 'Subject:To' })
  expect((await dkimOf(mail.replace('reports@', 'forged@')))[0]!.slice(0, 2)).toEqual(['example.com', 'permerror'])
})

test('lets no signature pass on a mail that can be read in two ways', async () => {
  const mail = await sign(mailOf(), ours)
  expect((await dkimOf(`Content-Type: multipart/mixed; boundary=x\r\n${mail}`))[0]![1]).toBe('policy')
  const twoFrom = await check(`From: other@example.net\r\n${mail}`)
  expect(twoFrom).toMatchObject({ from: null, dmarc: null, dkim: [{ result: 'permerror' }] })
})

test('lets no expired and no weak signature pass', async () => {
  const expired = await sign(mailOf(), { ...ours, expires: new Date('2026-11-10T00:00:00Z') })
  expect(await dkimOf(expired)).toEqual([['example.com', 'neutral', 'expired']])
  expect(await dkimOf(expired, { now: new Date('2026-11-05T00:00:00Z') })).toEqual([['example.com', 'pass', null]])
  const sha1 = await sign(mailOf(), { ...ours, algorithm: 'rsa-sha1' })
  expect(await dkimOf(sha1)).toEqual([['example.com', 'policy', 'rsa-sha1 (RFC 8301)']])
  const [short, shortest, long] = [rsaKey(512), rsaKey(1_024), rsaKey(4_104)]
  publish({
    's._domainkey.example.com': { txt: [short.record] },
    'm._domainkey.example.com': { txt: [shortest.record] },
  })
  publish({ 'l._domainkey.example.com': { txt: [long.record] } })
  expect(await dkimOf(await sign(mailOf(), { ...ours, selector: 'm', key: shortest }))).toEqual([
    ['example.com', 'pass', null],
  ])
  expect(await dkimOf(await sign(mailOf(), { ...ours, selector: 's', key: short }))).toEqual([
    ['example.com', 'policy', 'weak-key'],
  ])
  expect(await dkimOf(await sign(mailOf(), { ...ours, selector: 'l', key: long }))).toEqual([
    ['example.com', 'policy', 'the key is too long'],
  ])
})

test('tells a wrong key, a missing one and one that could not be asked for apart', async () => {
  const mail = await sign(mailOf(), ours)
  publish({ 'test._domainkey.example.com': { txt: [rsaKey().record] } })
  expect(await check(mail)).toMatchObject({ dns: 'answered', dkim: [{ result: 'fail' }] })
  delete server.zone['test._domainkey.example.com']
  expect(await check(mail)).toMatchObject({ dns: 'answered', dkim: [{ result: 'neutral', comment: 'no key' }] })
  publish({ 'test._domainkey.example.com': { txt: ['v=DKIM1; p='] } })
  expect(await check(mail)).toMatchObject({
    dns: 'answered',
    dkim: [{ result: 'neutral', comment: 'invalid public key' }],
  })
  publish({ 'test._domainkey.example.com': 'fails' })
  expect(await check(mail)).toMatchObject({ dns: 'failed', dkim: [{ result: 'temperror' }] })
})

test('finds the key beside other texts of the same name', async () => {
  publish({ 'test._domainkey.example.com': { txt: ['v=spf1 -all', rsa.record] } })
  expect(await dkimOf(await sign(mailOf(), ours))).toEqual([['example.com', 'pass', null]])
})

test('says that nobody was asked when DNS is turned off', async () => {
  const resolver = resolverOf('off')
  expect(await check(await sign(mailOf(), ours), DIRECT, { resolver })).toMatchObject({
    dns: 'off',
    dkim: [{ result: 'temperror' }],
    spf: { result: 'temperror' },
    dmarc: { result: 'temperror' },
  })
})

test('does not take a signature of somebody else for one of the domain in From', async () => {
  const mail = await sign(mailOf(), { domain: 'other.example.net', key: rsa })
  publish({ 'example.com': { txt: ['v=spf1 -all'] } })
  expect(await check(mail)).toMatchObject({
    from: 'reports@example.com',
    dkim: [{ domain: 'other.example.net', result: 'pass' }],
    spf: { result: 'fail' },
    dmarc: { domain: 'example.com', result: 'fail' },
  })
})

test('keeps strict alignment strict, and relaxed relaxed', async () => {
  const mail = await sign(mailOf({ from: 'reports@sub.example.com' }), ours)
  expect((await check(mail, RELAYED)).dmarc).toEqual({ domain: 'sub.example.com', result: 'pass', policy: 'reject' })
  publish({ '_dmarc.example.com': { txt: ['v=DMARC1; p=none; sp=quarantine; adkim=s'] } })
  expect((await check(mail, RELAYED)).dmarc).toEqual({
    domain: 'sub.example.com',
    result: 'fail',
    policy: 'quarantine',
  })
  delete server.zone['_dmarc.example.com']
  expect((await check(mail, RELAYED)).dmarc).toEqual({ domain: 'sub.example.com', result: 'none', policy: null })
})

test('asks for SPF only where the peer says who sends', async () => {
  const mail = mailOf()
  expect((await check(mail)).spf).toEqual({ domain: 'example.com', result: 'pass' })
  expect((await check(mail, { ...DIRECT, peer: `::ffff:${PEER}` })).spf).toEqual({
    domain: 'example.com',
    result: 'pass',
  })
  expect((await check(mail, { ...DIRECT, peer: '5.6.7.9' })).spf).toEqual({ domain: 'example.com', result: 'fail' })
  expect((await check(mail, DIRECT, { relays: ['5.6.0.0/16'] })).spf).toBeNull()
  for (const peer of ['10.0.0.1', '127.0.0.1', '::1', '169.254.0.1', '100.64.0.1', 'fd00::1', '::ffff:10.0.0.1', null])
    expect(await check(mail, { ...DIRECT, peer })).toMatchObject({ isDirect: false, spf: null })
})

test('takes HELO for the sender of a bounce, and nothing where no name is given', async () => {
  publish({ 'mx.example.com': { txt: ['v=spf1 a -all'], a: [PEER] } })
  expect((await check(mailOf(), { ...DIRECT, envelopeFrom: '' })).spf).toEqual({
    domain: 'mx.example.com',
    result: 'pass',
  })
  expect((await check(mailOf(), { ...DIRECT, envelopeFrom: '', helo: '[5.6.7.8]' })).spf).toBeNull()
  expect((await check(mailOf(), { ...DIRECT, envelopeFrom: null })).spf).toBeNull()
  expect((await check(mailOf(), { ...DIRECT, envelopeFrom: 'nobody' })).spf).toBeNull()
})

test('counts an SPF record as failing to be read, not as failing, when a part of it is missing', async () => {
  publish({ 'example.com': { txt: ['v=spf1 include:spf.example.com -all'] }, 'spf.example.com': 'fails' })
  expect(await check(mailOf())).toMatchObject({ dns: 'failed', spf: { result: 'temperror' } })
})

test('believes Authentication-Results of a trusted host, in the first of them, of a mail that was handed over', async () => {
  const line =
    'Authentication-Results: mx.example.org; dkim=pass header.d=example.com; spf=pass smtp.mailfrom=a@example.net'
  const deps = { trustedAuthservIds: ['mx.example.org'] }
  const mail = mailOf({ headers: [line] })
  const trusted = { host: 'mx.example.org', passed: ['example.com', 'example.net'] }
  expect((await check(mail, RELAYED, deps)).trusted).toEqual(trusted)
  expect((await check(mail, { envelopeFrom: null, peer: null, helo: null }, deps)).trusted).toEqual(trusted)
  expect((await check(mail, DIRECT, deps)).trusted).toBeNull()
  expect((await check(mail, RELAYED)).trusted).toBeNull()
  const second = mailOf({ headers: ['Authentication-Results: elsewhere.example; none', line] })
  expect((await check(second, RELAYED, deps)).trusted).toBeNull()
})

test('looks at 20 signatures, and asks no more for a thousand', async () => {
  const signed = await sign(mailOf(), ours)
  const [signature] = signed.split('From:', 1)
  const before = server.questions().length
  const { dkim } = await check(
    signature!
      .repeat(300)
      .slice(0, 250_000)
      .replace(/DKIM-Signature[^]{0,700}$/, '') + signed,
    RELAYED,
  )
  expect(dkim).toHaveLength(20)
  expect(server.questions().length - before).toBeLessThan(10)
})

test('counts what is missing after the deadline as failed', { timeout: 30_000 }, async () => {
  publish({ 'test._domainkey.example.com': 'silent', 'example.com': 'silent' })
  expect(await check(await sign(mailOf(), ours), DIRECT, { deadlineMs: 300 })).toMatchObject({
    dns: 'failed',
    dkim: [{ result: 'temperror' }],
    spf: { result: 'temperror' },
  })
})

test('throws what the source throws, and not what the mail makes the library throw', async () => {
  const mail = await sign(mailOf({ body: 'x\r\n'.repeat(100_000) }), ours)
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from(mail.slice(0, 100_000))
    throw new Error('the database is gone')
  }
  const deps = { resolver: resolverOf('off'), now: NOW, relays: [], trustedAuthservIds: [] }
  await expect(checkMail(broken(), DIRECT, deps)).rejects.toThrow('the database is gone')
})

test('ends its source, also when it does not read all of it', async () => {
  const body = 'x\r\n'.repeat(100_000)
  const mails = [
    await sign(mailOf({ body }), ours),
    mailOf({ body }),
    'x'.repeat(1_000_000),
    `${await sign(mailOf(), ours)}${'x'.repeat(3_000_000)}`,
  ]
  for (const mail of mails) {
    let isEnded = false
    async function* source() {
      try {
        yield* chunks(mail)
      } finally {
        isEnded = true
      }
    }
    await checkMail(source(), DIRECT, {
      resolver: resolverOf([server.address]),
      now: NOW,
      relays: [],
      trustedAuthservIds: [],
    })
    expect(isEnded).toBe(true)
  }
})
