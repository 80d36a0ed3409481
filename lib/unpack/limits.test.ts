import { deflateSync, gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import {
  base64Lines,
  makeMail,
  makeMultipart,
  makeZip,
  reportXml,
  unpackAll,
  unpackLines,
} from './testing/unpack-all.ts'

const XML = reportXml()
const BASE64 = 'Content-Transfer-Encoding: base64'

test('takes an input of just the limit, and none of one byte more', async () => {
  expect(await unpackLines(XML, { inputBytesMax: XML.length })).toEqual(['aggregate'])
  const [document] = await unpackAll(XML, { inputBytesMax: XML.length - 1 })
  expect(document).toMatchObject({ line: 'other too-large' })
  expect(document?.message).toContain(`${XML.length - 1} bytes (LIMIT_INPUT_BYTES)`)
})

test.each([
  ['gzip', gzipSync(XML), XML.length],
  ['gzip of gzip', gzipSync(gzipSync(XML)), XML.length + gzipSync(XML).length],
  ['zlib', deflateSync(XML), XML.length],
  ['a mail', makeMultipart([[[BASE64], base64Lines(XML)]]), XML.length],
])('unpacks %s to just the limit of bytes, all levels added, and no byte more', async (_, bytes, unpackedBytesMax) => {
  expect(await unpackLines(bytes, { unpackedBytesMax })).toEqual(['aggregate'])
  const [document] = await unpackAll(bytes, { unpackedBytesMax: unpackedBytesMax - 1 })
  expect(document).toMatchObject({ line: 'other too-large' })
  expect(document?.message).toContain(`${unpackedBytesMax - 1} bytes (LIMIT_UNPACKED_BYTES)`)
})

test('charges nothing extra for a few gzip members', async () => {
  const bytes = Buffer.concat([gzipSync(XML), gzipSync(XML)])
  expect(await unpackLines(bytes, { unpackedBytesMax: 4 * XML.length })).toEqual(['aggregate', 'aggregate'])
  expect(await unpackLines(bytes, { unpackedBytesMax: 2 * XML.length - 1 })).toEqual(['other too-large'])
})

test('adds up the members of a zip; those before the limit stand', async () => {
  const zip = await makeZip({ 'a.xml': XML, 'b.xml': XML, 'c.xml': XML })
  expect(await unpackLines(zip, { unpackedBytesMax: 3 * XML.length })).toEqual(['aggregate', 'aggregate', 'aggregate'])
  expect(await unpackLines(zip, { unpackedBytesMax: 3 * XML.length - 1 })).toEqual([
    'aggregate',
    'aggregate',
    'other too-large',
  ])
})

test('takes just the ratio, and no byte more', async () => {
  const gzip = gzipSync(`<feedback>${' '.repeat(100_000)}`)
  const ratioMax = 100_010 / gzip.length
  expect(await unpackLines(gzip, { ratioMax, ratioFreeBytes: 0 })).toEqual(['aggregate'])
  const [document] = await unpackAll(gzip, { ratioMax: ratioMax - 0.01, ratioFreeBytes: 0 })
  expect(document).toMatchObject({ line: 'other ratio-exceeded' })
  expect(document?.message).toContain('LIMIT_RATIO')
})

test('does not look at the ratio of what unpacks to a little', async () => {
  const gzip = gzipSync(`<feedback>${' '.repeat(100_000)}`)
  expect(await unpackLines(gzip, { ratioMax: 1, ratioFreeBytes: 100_010 })).toEqual(['aggregate'])
  expect(await unpackLines(gzip, { ratioMax: 1, ratioFreeBytes: 100_009 })).toEqual(['other ratio-exceeded'])
})

test('takes just so many members, parts, mails and documents; those before the limit stand', async () => {
  const zip = await makeZip({ 'a.xml': XML, 'd/': '', 'b.xml': XML })
  const part: [string[], string] = [['Content-Type: text/xml'], XML]
  const mbox = `From a@example.net\n${makeMail([], 'x')}\n\n`.repeat(2)
  const cases: [string | Buffer, number, string][] = [
    [zip, 3, 'aggregate'],
    [makeMultipart([part, part]), 2, 'aggregate'],
    [mbox, 4, 'other not-a-report'],
    [XML + XML, 1, 'aggregate'],
  ]
  for (const [bytes, entriesMax, line] of cases) {
    expect(await unpackLines(bytes, { entriesMax })).toEqual([line, line])
    const outcomes = await unpackAll(bytes, { entriesMax: entriesMax - 1 })
    expect(outcomes.map((outcome) => outcome.line)).toEqual([line, 'other too-many-entries'])
    expect(outcomes[1]?.message).toContain('LIMIT_ENTRIES')
  }
})

test('opens just so many containers within one another', async () => {
  const mail = makeMultipart([[[BASE64], base64Lines(await makeZip({ 'a.gz': gzipSync(XML) }))]])
  expect(await unpackLines(mail, { depthMax: 3 })).toEqual(['aggregate'])
  expect(await unpackAll(mail, { depthMax: 2 })).toMatchObject([{ name: 'a.gz', line: 'other too-deep' }])
  expect(await unpackLines(XML, { depthMax: 0 })).toEqual(['aggregate'])
  expect(await unpackLines(`From a@example.net\n${mail}`, { depthMax: 0 })).toEqual(['other too-deep'])
})

test('goes on beside what is too deep', async () => {
  const zip = await makeZip({ 'a.gz': gzipSync(XML), 'b.xml': XML })
  expect(await unpackLines(zip, { depthMax: 1 })).toEqual(['other too-deep', 'aggregate'])
})
