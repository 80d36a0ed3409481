import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { DEFAULT_LIMITS } from './limits.ts'
import { Spool } from './spool.ts'
import { makeZip, reportXml, SPOOL_DIRECTORY, unpackAll, unpackLines } from './testing/unpack-all.ts'
import { unpack } from './unpack.ts'

test('hands out plain XML as it is', async () => {
  expect(await unpackAll(reportXml())).toEqual([
    { ordinal: 0, name: null, line: 'aggregate', text: reportXml(), message: null },
  ])
})

test.each([
  ['a byte order mark', `\uFEFF${reportXml()}`],
  ['white space before it', ` \r\n\t${reportXml()}`],
  ['more white space before it than one look takes in', ' '.repeat(70_000) + reportXml()],
  ['junk before it', `junk "/>\n${reportXml()}`],
  ['no declaration and a prefix', '<ns1:feedback xmlns:ns1="urn:x"></ns1:feedback>'],
  ['another root', '<root/>'],
  ['a cut root', '<feedb'],
])('hands out XML with %s', async (_, text) => {
  expect(await unpackAll(text)).toMatchObject([{ line: 'aggregate', text }])
})

test.each(['utf16le', 'with a mark', 'big-endian'])('hands out UTF-16 XML: %s', async (variant) => {
  const text = (variant === 'utf16le' ? '' : '\uFEFF') + reportXml() + reportXml()
  const bytes = Buffer.from(text, 'utf16le')
  expect(await unpackLines(variant === 'big-endian' ? bytes.swap16() : bytes)).toEqual(['aggregate'])
})

test.each([
  ['nothing', '', 'other empty'],
  ['only white space', ' \r\n\t\n', 'other empty'],
  ['more white space than one look takes in', '\n'.repeat(200_000), 'other empty'],
  ['only a byte order mark', '\uFEFF', 'other empty'],
  ['the word unused', 'unused', 'other placeholder'],
  ['the word unused in a line', ' Unused\r\n', 'other placeholder'],
  ['plain text', 'this is not a report', 'other not-a-report'],
  ['text that begins like zlib', 'x^2 + y^2 = z^2', 'other not-a-report'],
  ['text that begins like a mailbox', 'From here on, nothing', 'other not-a-report'],
  ['HTML', '<!DOCTYPE html>\n<html><body>Hello</body></html>', 'other not-a-report'],
  ['HTML without a head', '<div>Hello</div>', 'other not-a-report'],
  ['XHTML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'other not-a-report'],
  ['JSON', '{"hello": 1}', 'other not-a-report'],
  ['a TLS report', '\uFEFF{"organization-name":"Example","policies":[]}', 'tls not-read-yet'],
  ['an ordinary mail', 'Subject: Hi\r\nFrom: a@example.com\r\n\r\nHello\r\n', 'other not-a-report'],
])('tells %s', async (_, text, line) => {
  expect(await unpackLines(text)).toEqual([line])
})

test.each([
  ['PDF', '255044462d312e37', 'other not-a-report'],
  ['PNG', '89504e470d0a1a0a00', 'other not-a-report'],
  ['7z', '377abcaf271c0004', 'other unsupported-archive'],
  ['rar', '526172211a0700', 'other unsupported-archive'],
  ['xz', 'fd377a585a000004', 'other unsupported-archive'],
  ['zstd', '28b52ffd04', 'other unsupported-archive'],
  ['bzip2', '425a6839314159265359', 'other unsupported-archive'],
  ['cab', '4d5343460000', 'other unsupported-archive'],
  ['Outlook', 'd0cf11e0a1b11ae1000000', 'other outlook-msg'],
])('tells %s by its first bytes', async (_, hex, line) => {
  expect(await unpackLines(Buffer.from(hex, 'hex'))).toEqual([line])
})

test('tells tar by its mark', async () => {
  const tar = Buffer.alloc(1024)
  tar.write('report.xml', 0)
  tar.write('ustar', 257)
  expect(await unpackLines(tar)).toEqual(['other unsupported-archive'])
  expect(await unpackLines(gzipSync(tar))).toEqual(['other unsupported-archive'])
})

test('says in a refusal what to do', async () => {
  const [document] = await unpackAll('Hello')
  expect(document?.message).toMatch(/Upload the XML/)
})

test('numbers documents from 0, the same bytes always in the same way', async () => {
  const bytes = await makeZip({ 'a.xml': reportXml('a'), 'b.csv': '1,2', 'c.xml': reportXml('c') })
  const first = await unpackAll(bytes)
  expect(first.map(({ ordinal, name }) => [ordinal, name])).toEqual([
    [0, 'a.xml'],
    [1, 'b.csv'],
    [2, 'c.xml'],
  ])
  expect(await unpackAll(bytes)).toEqual(first)
})

test('closes every spool of its own, and leaves the input open', async () => {
  const input = await Spool.from([await makeZip({ 'a.xml': reportXml('a'), 'b.xml': reportXml('b') })], SPOOL_DIRECTORY)
  const seen = []
  for await (const { bytes } of unpack(input, { limits: DEFAULT_LIMITS, directory: SPOOL_DIRECTORY })) {
    expect(bytes?.size).toBeGreaterThan(0)
    seen.push(bytes)
  }
  expect(seen.map((bytes) => bytes?.size)).toEqual([0, 0])
  expect(input.size).toBeGreaterThan(0)
  await input.close()
})

test('closes them also when the reader leaves early', async () => {
  const input = await Spool.from([gzipSync(reportXml())], SPOOL_DIRECTORY)
  let left: Spool | null = null
  for await (const { bytes } of unpack(input, { limits: DEFAULT_LIMITS, directory: SPOOL_DIRECTORY })) {
    left = bytes
    break
  }
  expect(left?.size).toBe(0)
  await input.close()
})

test('keeps a document of many megabytes in a temporary file', async () => {
  const xml = `<feedback>${'<record/>'.repeat(300_000)}</feedback>`
  expect((await unpackAll(gzipSync(xml)))[0]?.text).toBe(xml)
})
