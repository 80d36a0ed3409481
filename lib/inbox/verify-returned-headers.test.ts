import { createSign } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { resolverOf } from '#lib/dns/resolver.ts'
import { type DnsServer, startDnsServer } from '#lib/dns/testing/dns-server.ts'

import { lookUpWith } from './look-up.ts'
import { type SignOptions, ed25519Key, mailOf, rsaKey, sign } from './testing/signed-mail.ts'
import { verifyReturnedHeaders } from './verify-returned-headers.ts'

const AT = new Date('2026-11-15T00:00:00Z')
const key = rsaKey()
const edKey = ed25519Key()
let dns: DnsServer

beforeAll(async () => {
  dns = await startDnsServer({
    'test._domainkey.example.com': { txt: [key.record] },
    'ed._domainkey.example.com': { txt: [edKey.record] },
    'other._domainkey.example.com': { txt: [rsaKey().record] },
    'short._domainkey.example.com': { txt: [rsaKey(768).record] },
    'fails._domainkey.example.com': 'fails',
    'nonsense._domainkey.example.com': { txt: ['v=DKIM1; k=rsa; p=eA=='] },
  })
})
afterAll(() => dns.stop())

const MAIL = mailOf({
  from: 'Shop <news@example.com>',
  headers: ['Message-ID: <1@example.com>', 'Date: Sun, 15 Nov 2026 00:00:00 +0000'],
})

/** The header of a mail that was signed as a whole. */
async function signed(over: Partial<SignOptions> = {}, mail = MAIL): Promise<string> {
  return headerOf(await sign(mail, { domain: 'example.com', key, ...over }))
}

function headerOf(mail: string): string {
  return mail.slice(0, mail.indexOf('\r\n\r\n') + 2)
}

async function verify(headers: string, domain = 'example.com', at = AT): Promise<string[]> {
  const lookUp = lookUpWith(resolverOf([dns.address]), AbortSignal.timeout(10_000))
  const checks = await verifyReturnedHeaders(headers, { isWanted: (one) => one === domain, lookUp, at })
  return checks.map(({ result }) => result)
}

test.each(['relaxed/relaxed', 'simple/simple', 'relaxed/simple', 'simple/relaxed'])(
  'the header alone shows that a message was signed (%s)',
  async (canonicalization) => {
    expect(await verify(await signed({ canonicalization }))).toEqual(['pass'])
    expect(await verify(await signed({ canonicalization, key: edKey, selector: 'ed' }))).toEqual(['pass'])
    expect(await verify((await signed({ canonicalization })).replaceAll('\r\n', '\n'))).toEqual(['pass'])
  },
)

test('how much of the body is signed is no matter', async () => {
  expect(await verify(await signed({ maxBodyLength: 3 }))).toEqual(['pass'])
})

test('lines folded anew or unfolded keep a relaxed signature, and break a simple one', async () => {
  const alter = (header: string): string[] => [
    header.replace('Subject: Report domain: example.org', 'subject:  Report\r\n\tdomain:  example.org '),
    header.replaceAll(/\r\n[ \t]+/g, ' '),
  ]
  for (const altered of alter(await signed())) expect(await verify(altered)).toEqual(['pass'])
  for (const altered of alter(await signed({ canonicalization: 'simple/simple' })))
    expect(await verify(altered)).toEqual(['fail'])
})

test.each([
  ['a header', 'Subject: Report', 'Subject: Another report'],
  ['From', 'news@example.com', 'boss@example.com'],
  ['the hash of the body', 'bh=', 'bh=A'],
  ['the signature', ' b=', ' b=A'],
])('%s altered breaks the signature', async (_, from, to) => {
  const header = await signed()
  expect(header).toContain(from)
  expect(await verify(header.replace(from, to))).toEqual(['fail'])
})

test('what was put above or between is no matter where it is not signed, and headers count from the bottom', async () => {
  const header = await signed({ headerList: 'from:subject:message-id' })
  const above = `Received: from mx.example.net\r\n by mx.example.org\r\nSubject: [bounced]\r\nX-Spam: yes\r\n${header}`
  expect(await verify(above)).toEqual(['pass'])
  expect(await verify(`${header}Subject: below\r\n`)).toEqual(['fail'])
})

test.each(['From: Jürgen <a@example.com>', 'Subject: Zoë', 'X-Name: Őszi vásár'])(
  'letters beyond ASCII keep the signature however they were decoded: %s',
  async (line) => {
    const text = MAIL.replace(/^From: .*$/m, line.startsWith('From') ? line : `From: a@example.com\r\n${line}`)
    const header = await signed({ headerList: 'from:subject:x-name' }, text)
    expect(await verify(header)).toEqual(['pass'])
    expect(await verify(Buffer.from(header, 'utf8').toString('latin1'))).toEqual(['pass'])
  },
)

test('a header is canonicalized as RFC 6376 says, to the byte', async () => {
  const tags = 'v=1; a=rsa-sha256; c=relaxed; d=example.com; s=test; h=from:subject:subject; bh=eA==; b='
  const canonical = `from:a@example.com\r\nsubject:voilà à la carte\r\ndkim-signature:${tags}`
  const value = createSign('RSA-SHA256').update(canonical, 'utf8').sign(key.privateKey, 'base64')
  const header = `DKIM-Signature:  ${tags}${value}\r\nFROM \t:a@example.com\r\nSubject:\tvoilà\r\n  à la \t carte \r\n`
  expect(await verify(header)).toEqual(['pass'])
  // It is signed that there is no further one.
  expect(await verify(`Subject: above\r\n${header}`)).toEqual(['fail'])
})

test.each<[string, Partial<SignOptions>, string]>([
  ['another key', { selector: 'other' }, 'fail'],
  ['a key of another kind', { selector: 'ed' }, 'permerror'],
  ['a short key', { selector: 'short', key: rsaKey(768) }, 'policy'],
  ['a record that is no key', { selector: 'nonsense' }, 'permerror'],
  ['no key', { selector: 'missing' }, 'neutral'],
  ['DNS that fails', { selector: 'fails' }, 'temperror'],
  ['From that is not signed', { headerList: 'subject:to' }, 'permerror'],
  ['rsa-sha1', { algorithm: 'rsa-sha1' }, 'policy'],
])('a signature with %s proves nothing', async (_, over, result) => {
  expect(await verify(await signed(over))).toEqual([result])
})

test('a signature counts when it expired after the message came back, not when before', async () => {
  const header = await signed({ expires: AT })
  expect(await verify(header, 'example.com', AT)).toEqual(['pass'])
  expect(await verify(header, 'example.com', new Date(AT.getTime() + 1_000))).toEqual(['policy'])
})

test('who signs is of the domain that signs', async () => {
  const header = await signed()
  const withIdentity = (identity: string): string => header.replace('d=example.com;', `d=example.com; i=${identity};`)
  expect(await verify(withIdentity('@example.org'))).toEqual(['permerror'])
  expect(await verify(withIdentity('a@notexample.com'))).toEqual(['permerror'])
  // Consistent, but not what was signed.
  expect(await verify(withIdentity('a@mail.example.com'))).toEqual(['fail'])
})

test('two Froms, or none, prove nothing', async () => {
  const header = await signed()
  expect(await verify(`From: a@example.com\r\n${header}`)).toEqual(['permerror'])
  expect(await verify(header.replace('From:', 'Form:'))).toEqual(['permerror'])
})

test('nothing is asked about domains that prove nothing', async () => {
  const before = dns.questions().length
  expect(await verify(await signed({ domain: 'forger.example' }))).toEqual([])
  expect(dns.questions().length).toBe(before)
})

test('only the first five signatures of a domain are looked at', async () => {
  const header = await signed()
  const bogus = 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed; d=example.com; s=test; h=from; bh=eA==; b=eA==\r\n'
  expect(await verify(bogus.repeat(4) + header)).toEqual(['fail', 'fail', 'fail', 'fail', 'pass'])
  expect(await verify(bogus.repeat(5) + header)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail'])
})

test('blank lines before, and a body behind, are left out', async () => {
  expect(await verify(`\r\n${await signed()}\r\nbody`)).toEqual(['pass'])
})

test.each([
  ['nothing', ''],
  ['no header', 'no header at all'],
  ['a bare carriage return', 'From: a@example.com\rDKIM-Signature: d=example.com\r\n'],
  ['a header of 300 KiB', `X: ${'x'.repeat(300 * 1024)}\r\n`],
  ['a signature without tags', 'From: a@example.com\r\nDKIM-Signature: d=example.com\r\n'],
])('%s is looked at without a fault', async (_, header) => {
  expect(await verify(header)).not.toContain('pass')
})

test('hostile headers cost little', async () => {
  const blank = ' '.repeat(3_000)
  const started = performance.now()
  for (const piece of [`; ${blank}`, ';b'.repeat(1_500), `;${blank}b${blank.slice(2_500)}`]) {
    const signature = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed; d=example.com; s=test; h=from; bh=eA==${piece}; b=eA==\r\n`
    await verify(`From: a@example.com\r\n${signature.repeat(20)}X: ${'\t '.repeat(80_000)}\r\n`)
  }
  const names = 'x:'.repeat(1_900)
  const filler = 'x: y\r\n'.repeat(3_900)
  await verify(
    `From: a@example.com\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=test; bh=eA==; b=eA==; h=${names}from\r\n${filler}`,
  )
  expect(performance.now() - started).toBeLessThan(3_000)
})
