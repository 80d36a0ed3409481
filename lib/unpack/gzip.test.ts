import { deflateSync, gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { reportXml, unpackAll, unpackLines } from './testing/unpack-all.ts'

const XML = reportXml()
const GZIP = gzipSync(XML)

test.each([
  ['once', GZIP],
  ['twice', gzipSync(GZIP)],
  ['with a line break behind it', Buffer.concat([GZIP, Buffer.from('\r\n')])],
  ['with zeros behind it', Buffer.concat([GZIP, Buffer.alloc(512)])],
  ['with other bytes behind it', Buffer.concat([GZIP, Buffer.from('-- \nlist footer')])],
  ['with the beginning of another magic behind it', Buffer.concat([GZIP, Buffer.from([0x1f, 0x8b])])],
  ['with white space before it', Buffer.concat([Buffer.from('\r\n'), GZIP])],
  ['in the zlib format', deflateSync(XML)],
  ['in the zlib format with bytes behind it', Buffer.concat([deflateSync(XML, { level: 1 }), Buffer.from('\r\n')])],
  ['in two members', Buffer.concat([gzipSync(XML.slice(0, 20)), gzipSync(XML.slice(20))])],
  ['with every optional field in its header', withFields(GZIP)],
])('unpacks gzip %s', async (_, bytes) => {
  expect(await unpackAll(bytes)).toMatchObject([{ line: 'aggregate', text: XML }])
})

test('takes two members with a report each for two reports', async () => {
  const bytes = Buffer.concat([gzipSync(reportXml('a')), gzipSync(reportXml('b'))])
  expect((await unpackAll(bytes)).map(({ text }) => text)).toEqual([reportXml('a'), reportXml('b')])
})

test('looks into whatever was compressed', async () => {
  expect(await unpackLines(gzipSync('{"policies": []}'))).toEqual(['tls not-read-yet'])
  expect(await unpackLines(gzipSync(''))).toEqual(['other empty'])
  expect(await unpackLines(gzipSync('unused'))).toEqual(['other placeholder'])
  expect(await unpackLines(gzipSync('words'))).toEqual(['other not-a-report'])
})

test.each([3, 12, GZIP.length - 20, GZIP.length - 8, GZIP.length - 1])(
  'calls gzip cut off after %i bytes truncated',
  async (length) => {
    expect(await unpackLines(GZIP.subarray(0, length))).toEqual(['other truncated'])
  },
)

test('calls gzip of gzip truncated when only the inner one is', async () => {
  expect(await unpackLines(gzipSync(GZIP.subarray(0, -9)))).toEqual(['other truncated'])
})

test('calls gzip damaged when its checksum, its length or its data are wrong', async () => {
  for (const position of [GZIP.length - 8, GZIP.length - 4, 12]) {
    const damaged = Buffer.from(GZIP)
    damaged[position]! ^= 0xff
    expect(await unpackLines(damaged)).toEqual(['other damaged-archive'])
  }
})

test('calls gzip with an unknown compression damaged', async () => {
  expect(await unpackLines(Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0]))).toEqual(['other damaged-archive'])
})

test('calls zlib with a wrong checksum damaged, and a cut one truncated', async () => {
  const zlib = deflateSync(XML)
  expect(await unpackLines(zlib.subarray(0, -5))).toEqual(['other truncated'])
  zlib[zlib.length - 1]! ^= 1
  expect(await unpackLines(zlib)).toEqual(['other damaged-archive'])
})

function withFields(gzip: Buffer): Buffer {
  const header = Buffer.from(gzip.subarray(0, 10))
  header[3] = 2 + 4 + 8 + 16
  const fields = Buffer.from('\u0003\0abcname.xml\0comment\0hc', 'latin1')
  return Buffer.concat([header, fields, gzip.subarray(10)])
}
