import { deflateSync, gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { base64Lines, makeMail, makeMultipart, makeZip, reportXml, unpackAll } from './testing/unpack-all.ts'

const XML = reportXml()
const GZIP = gzipSync(XML)
const SEEDS = [
  Buffer.from(XML + XML),
  GZIP,
  Buffer.concat([GZIP, GZIP]),
  deflateSync(XML),
  await makeZip({ 'a.xml': XML, 'b/': '', 'c.gz': GZIP }),
  await makeZip({ 'a.xml': XML }, { compress: false }),
  Buffer.from(
    makeMultipart([
      [['Content-Type: text/plain'], 'Hello'],
      [
        ['Content-Type: application/gzip; name*0="a"; name*1*=%41', 'Content-Transfer-Encoding: base64'],
        base64Lines(GZIP),
      ],
      [['Content-Type: text/xml', 'Content-Transfer-Encoding: quoted-printable'], XML.replaceAll('=', '=3D')],
    ]),
  ),
  Buffer.from(`From a@example.net\n${makeMail([], XML)}\n\nFrom b@example.net\n${makeMail([], '>From x')}`),
  Buffer.from('{"organization-name": "Example", "policies": []}'),
]
const MAGICS = [
  '',
  '1f8b0800000000000003',
  '504b0304',
  '504b0506',
  '789c',
  '78da',
  'fffe3c00',
  '3c66656564',
  '46726f6d20',
]
const seed = fc.constantFrom(...SEEDS)

async function expectDocuments(bytes: Uint8Array): Promise<void> {
  const documents = await unpackAll(bytes, { entriesMax: 50, unpackedBytesMax: 1024 * 1024 })
  expect(documents.length).toBeGreaterThan(0)
  expect(documents.map(({ ordinal }) => ordinal)).toEqual(documents.map((_, index) => index))
}

test('makes at least one document of any bytes, and never throws', async () => {
  const bytes = fc.tuple(fc.constantFrom(...MAGICS), fc.uint8Array({ maxLength: 2_000 }))
  const property = fc.asyncProperty(bytes, ([magic, rest]) =>
    expectDocuments(Buffer.concat([Buffer.from(magic, 'hex'), rest])),
  )
  await fc.assert(property, { numRuns: 300 })
})

test('makes at least one document of any text, and never throws', async () => {
  const word = fc.constantFrom(
    'Content-Type: ',
    'multipart/mixed; boundary=b',
    'Content-Transfer-Encoding: base64',
    'Subject: ',
    '--b',
    '--b--',
    '\r\n',
    '\n',
    '\n\n',
    'From ',
    '>From ',
    '<feedback>',
    '</feedback>',
    '<?xml ',
    'H4sI',
    '=?utf-8?b?',
    '?=',
    ';',
    '"',
    "name*0*=''%",
    'message/rfc822',
    ' ',
    'x',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 60 }), (words) => expectDocuments(Buffer.from(words.join('')))),
    { numRuns: 300 },
  )
})

test('makes at least one document of every container cut off anywhere', async () => {
  const cut = fc.tuple(seed, fc.double({ min: 0, max: 1, noNaN: true }))
  const property = fc.asyncProperty(cut, ([bytes, share]) =>
    expectDocuments(bytes.subarray(0, Math.floor(bytes.length * share))),
  )
  await fc.assert(property, { numRuns: 300 })
})

test('makes at least one document of every container with bytes changed anywhere', async () => {
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255))
  const changed = fc.tuple(seed, fc.array(change, { minLength: 1, maxLength: 6 })).map(([bytes, changes]) => {
    const copy = Buffer.from(bytes)
    for (const [share, value] of changes) copy[Math.floor((copy.length - 1) * share)] = value
    return copy
  })
  await fc.assert(fc.asyncProperty(changed, expectDocuments), { numRuns: 500 })
})

test('gives the same documents for the same bytes', async () => {
  const property = fc.asyncProperty(fc.array(seed, { minLength: 1, maxLength: 3 }), async (parts) => {
    const bytes = Buffer.concat(parts)
    expect(await unpackAll(bytes)).toEqual(await unpackAll(bytes))
  })
  await fc.assert(property, { numRuns: 50 })
})
