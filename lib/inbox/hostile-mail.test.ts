import { expect, test } from 'vitest'

import type { DnsAnswer, Mx, Resolver } from '#lib/dns/answer.ts'

import { checkMail } from './check-mail.ts'
import type { MailCheck } from './mail-check.ts'
import { mailOf, rsaKey, sign } from './testing/signed-mail.ts'

const MIB = 1024 * 1024
const NOW = new Date('2026-11-15T00:00:00Z')
const PATH = { envelopeFrom: 'a@example.com', peer: '5.6.7.8', helo: 'mx.example.com' }
const key = rsaKey()

/** Answers each name with the same text, and counts what it is asked. */
function resolverThatSays(text: string): Resolver & { asked(): number } {
  let count = 0
  const answer = async (values: string[]): Promise<DnsAnswer<string>> => {
    count += 1
    return { kind: 'found', values }
  }
  const addresses = () => answer(['5.6.7.9'])
  const mx = async (): Promise<DnsAnswer<Mx>> => ({
    kind: 'found',
    values: [{ exchange: `${++count}.example.com`, priority: 1 }],
  })
  return {
    txt: () => answer([text]),
    mx,
    addresses,
    ipv4: addresses,
    ipv6: addresses,
    ptr: () => answer(['x.example']),
    asked: () => count,
  }
}

/** How often it has to come back for more is the measure of work that does not depend on the machine. */
async function check(mail: string | Iterable<string>, dns = key.record) {
  const resolver = resolverThatSays(dns)
  let bytesRead = 0
  async function* source() {
    for (const text of typeof mail === 'string' ? [mail] : mail) {
      const chunk = Buffer.from(text, 'latin1')
      bytesRead += chunk.length
      yield chunk
    }
  }
  const deps = { resolver, now: NOW, relays: [], trustedAuthservIds: ['mx.example.org'] }
  const found = await checkMail(source(), PATH, deps)
  return { found, bytesRead, asked: resolver.asked() }
}

function expectNothingPassed({ dkim, dmarc }: MailCheck): void {
  expect(dkim.filter(({ result }) => result === 'pass')).toEqual([])
  expect(dmarc?.result).not.toBe('pass')
}

const SIGNATURE = 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=x; h=from; bh=eA==; b=eA=='

test.each<[string, string]>([
  ['no bytes', ''],
  ['no line', 'x'.repeat(MIB)],
  ['no end of its head', `From: a@example.com\r\n${'X: y\r\n'.repeat(100_000)}`],
  ['10,000 headers', `${'X: y\r\n'.repeat(10_000)}${mailOf()}`],
  ['a header of a megabyte', `X: ${'y'.repeat(MIB)}\r\n${mailOf()}`],
  ['a header folded 100,000 times', `X: y\r\n${' z\r\n'.repeat(50_000)}${mailOf()}`],
  ['lines that end with CR alone', `X: ${'\r'.repeat(200_000)}y\r\n${mailOf()}`],
  ['null bytes', '\0'.repeat(MIB)],
])('reads no further than it must in a mail of %s', async (_, mail) => {
  const { found, asked } = await check(mail)
  expect(found).toMatchObject({ from: null, dkim: [], spf: null, dmarc: null, trusted: null })
  expect(asked).toBe(0)
})

test('stops reading a head that has no end', async () => {
  const { bytesRead } = await check({
    *[Symbol.iterator]() {
      for (let index = 0; index < 1_000; index++) yield `X: ${'y'.repeat(64 * 1024)}\r\n`
    },
  })
  expect(bytesRead).toBeLessThan(MIB)
})

test.each<[string, string]>([
  ['nothing in it', 'DKIM-Signature:'],
  ['semicolons', `DKIM-Signature: ${';'.repeat(200_000)}`],
  ['many tags', `DKIM-Signature: ${'a=b;'.repeat(50_000)}`],
  ['parentheses', `DKIM-Signature: d=example.com; s=x; ${'('.repeat(100_000)}`],
  ['quotes', `DKIM-Signature: ${'"'.repeat(100_001)}`],
  ['backslashes', `DKIM-Signature: d=\\example.com; ${'\\'.repeat(100_000)}`],
  ['spaces before b=', `${SIGNATURE.slice(0, 70)}${' '.repeat(100_000)}b=x`],
  ['a name that is none', SIGNATURE.replace('example.com', '../../etc/passwd')],
  ['a name of a kilobyte', SIGNATURE.replace('example.com', `${'a.'.repeat(500)}example.com`)],
  ['an address for a name', SIGNATURE.replace('example.com', '127.0.0.1')],
  ['a time beyond time', `${SIGNATURE}; t=99999999999999999999; x=99999999999999999999`],
  ['an endless time', `${SIGNATURE}; x=Infinity`],
  ['names of objects', `${SIGNATURE}; __proto__=x; constructor=y; toString=z`],
  ['a header list of 2,000 names', SIGNATURE.replace('h=from', `h=from${':from'.repeat(750)}`)],
  ['an unknown algorithm', SIGNATURE.replace('rsa-sha256', 'rsa-md5-sha256')],
])('survives a signature of %s, many times', async (_, signature) => {
  const count = Math.max(1, Math.min(1_000, Math.floor(200_000 / signature.length)))
  const { found, asked } = await check(`${`${signature}\r\n`.repeat(count)}${mailOf()}`)
  expectNothingPassed(found)
  expect(found.from).toBe('reports@example.com')
  expect(found.dkim.length).toBe(Math.min(20, count))
  expect(asked).toBeLessThan(60)
})

test.each<[string, string]>([
  ['many addresses', Array.from({ length: 1_000 }, (_, index) => `a${index}@example.com`).join(', ')],
  ['nested groups', 'a:'.repeat(1_000)],
  ['quotes', '"'.repeat(4_001)],
  ['a hundred thousand characters', `${'('.repeat(100_000)} a@example.com`],
  ['no domain', 'reports'],
  ['an address within another', '"a@example.com" <b@c@example.net>'],
  ['encoded words', '=?utf-8?q?a=40example.com?='],
  ['a public suffix that is an address', 'a@[127.0.0.1]'],
])('finds nobody in a From of %s', async (_, from) => {
  const { found } = await check(mailOf({ from }))
  expect(found).toMatchObject({ from: null, dmarc: null })
})

test('reads a body of 64 MiB, of base64 lines and of empty ones', { timeout: 120_000 }, async () => {
  for (const line of [`${'QUJD'.repeat(19)}\r\n`, '\r\n', '\n']) {
    const piece = line.repeat(Math.floor((64 * 1024) / line.length))
    const body = piece.repeat(16)
    const signed = await sign(mailOf({ body }), { domain: 'example.com', key })
    const { found, bytesRead } = await check([signed, ...Array.from({ length: 63 * 16 }, () => piece)])
    expect(bytesRead).toBeGreaterThan(60 * MIB)
    // Empty lines at the end are not signed (RFC 6376, section 3.4).
    expect(found.dkim[0]!.result).toBe(line.trim() === '' ? 'pass' : 'neutral')
  }
})

test.each<[string, string]>([
  ['one line', 'x'.repeat(64 * 1024)],
  ['lines of a space each', ' \r\n'.repeat(20_000)],
  ['tabs', '\t'.repeat(64 * 1024)],
])('gives up on a body of %s before it costs much', async (_, piece) => {
  const signed = await sign(mailOf({ body: 'short' }), { domain: 'example.com', key })
  const { found, bytesRead } = await check([signed, ...Array.from({ length: 1_000 }, () => piece)])
  expect(found.dkim[0]!.result).toBe('permerror')
  expect(bytesRead).toBeLessThan(3 * MIB)
})

test('lets no signature pass over the part of a body that it read before it gave up', async () => {
  const signed = await sign(mailOf({ body: 'short\r\n' }), { domain: 'example.com', key })
  const { found } = await check(`${signed}${'x'.repeat(2 * MIB)}`)
  expect(found.dkim).toMatchObject([{ result: 'permerror', comment: 'a line of the body is longer than 1 MiB' }])
})

test.each<[string, string]>([
  ['includes itself', 'v=spf1 include:example.com -all'],
  ['redirects to itself', 'v=spf1 redirect=example.com'],
  ['asks for everything', `v=spf1 ${'mx a ptr '.repeat(50)}-all`],
  ['has a broken macro', 'v=spf1 exists:%{x}.%{d20r.-+}.%{ -all'],
  ['is 60,000 characters long', `v=spf1 ${'a '.repeat(30_000)}`],
  ['is a key that is none', 'v=DKIM1; p=!!!!'],
  ['is a key of 4,000 characters', `v=DKIM1; p=${'A'.repeat(4_000)}`],
  ['is a policy of rubbish', 'v=DMARC1; =; ;;; p; sp=; adkim; p=\u0007; pct=NaN; __proto__=x'],
])('asks a bounded number of questions when a record %s', async (_, text) => {
  const signed = await sign(mailOf({ body: 'short' }), { domain: 'example.com', key })
  const { found, asked } = await check(signed, text)
  expectNothingPassed(found)
  expect(found.spf?.result).not.toBe('pass')
  expect(asked).toBeLessThan(200)
})
