import { deflateRawSync, gzipSync } from 'node:zlib'

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

const MIB = 1024 * 1024
const XML = reportXml()

test('stops a gzip bomb at the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(100 * MIB))
  expect(await unpackLines(bomb, { unpackedBytesMax: 10 * MIB })).toEqual(['other too-large'])
  expect(await unpackLines(bomb, { ratioFreeBytes: MIB, ratioMax: 10 })).toEqual(['other ratio-exceeded'])
})

test('says the same of a bomb that breaks off, however busy it is: what came out before the break counts', async () => {
  const cutOff = gzipSync(Buffer.alloc(1_366_213)).subarray(0, -20)
  const limits = { ratioFreeBytes: 1.25 * MIB, ratioMax: 200 }
  const said = new Set<string>()
  for (let round = 0; round < 120; round++) {
    const asked = Array.from({ length: 1 + (round % 5) }, () => unpackLines(cutOff, limits))
    for (const lines of await Promise.all(asked)) said.add(lines.join())
  }
  expect([...said]).toEqual(['other ratio-exceeded'])
})

test('stops nested bombs, which are small on every level', async () => {
  const bomb = gzipSync(gzipSync(gzipSync(Buffer.alloc(100 * MIB))))
  expect(bomb.length).toBeLessThan(2_000)
  expect(await unpackLines(bomb, { ratioFreeBytes: MIB })).toEqual(['other ratio-exceeded'])
  const mail = makeMultipart([[['Content-Transfer-Encoding: base64'], base64Lines(bomb)]])
  expect(await unpackLines(mail, { unpackedBytesMax: 10 * MIB })).toEqual(['other too-large'])
})

test('stops a zip whose members all share the same data', async () => {
  const overlapping = await overlappingZip(50, Buffer.alloc(MIB))
  const lines = await unpackLines(overlapping, { unpackedBytesMax: 10 * MIB })
  expect(lines.at(-1)).toBe('other too-large')
  expect(lines).toHaveLength(11)
})

test('measures what comes out of a zip, not what its directory says', async () => {
  const zip = await makeZip({ 'a.xml': `<feedback>${' '.repeat(MIB)}</feedback>` })
  const entry = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  for (const size of [1, 0xfffffff0]) {
    zip.writeUInt32LE(size, entry + 24)
    expect(await unpackLines(zip)).toEqual(['aggregate'])
    expect(await unpackLines(zip, { unpackedBytesMax: MIB })).toEqual(['other too-large'])
  }
})

test('survives a directory that says it has more members than it has', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  zip.writeUInt16LE(0xfffe, zip.length - 12)
  expect(await unpackLines(zip)).toEqual(['aggregate', 'other truncated'])
})

test('ends a zip of thousands of members at the limit', async () => {
  const zip = await makeZip(Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${index}.xml`, XML])))
  const lines = await unpackLines(zip)
  expect(lines).toHaveLength(1_001)
  expect(lines.at(-1)).toBe('other too-many-entries')
})

test('charges for a million empty gzip members', async () => {
  const empty = gzipSync('')
  const bytes = Buffer.alloc(empty.length * 20_000)
  for (let start = 0; start < bytes.length; start += empty.length) empty.copy(bytes, start)
  expect(await unpackLines(bytes, { unpackedBytesMax: 4 * MIB })).toEqual(['other too-large'])
})

test('ends a hundred nested mails, zips and gzips at the limit of depth', async () => {
  let gzip = gzipSync(XML)
  let zip = await makeZip({ 'a.xml': XML })
  let mail = makeMail([], XML)
  for (let level = 0; level < 100; level++) {
    gzip = gzipSync(gzip)
    zip = await makeZip({ 'a.zip': zip })
    mail = makeMail(['Content-Type: message/rfc822'], mail)
  }
  for (const bytes of [gzip, zip, mail]) expect(await unpackLines(bytes)).toEqual(['other too-deep'])
})

test('survives multiparts in multiparts without end', async () => {
  const levels = Array.from(
    { length: 50_000 },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`,
  )
  expect(await unpackLines(`Subject: x\n${levels.join('')}`)).toEqual(['other not-a-report'])
})

test.each([
  ['a header without an end', `Subject: ${'x'.repeat(5 * MIB)}`],
  ['a header of folds', `Subject: x\n${' \n'.repeat(2 * MIB)}`],
  ['a header of parameters', `Subject: x\nContent-Type: a/b${';a'.repeat(2 * MIB)}`],
  ['a header of quotes', `Subject: x\nContent-Type: a/b; name="${'\\"'.repeat(2 * MIB)}`],
  ['a header of brackets', `Subject: x\nContent-Transfer-Encoding: ${'('.repeat(5 * MIB)}`],
  ['a subject of encoded words', `From: a\nSubject: ${'=?utf-8?q?= '.repeat(MIB)}`],
  ['a body of boundaries', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n'.repeat(MIB)}`],
  ['a body of dashes', `Content-Type: multipart/mixed; boundary=b\n\n${'--\n'.repeat(MIB)}`],
  ['a body in one line', makeMail(['Content-Transfer-Encoding: base64'], 'A'.repeat(10 * MIB))],
  ['quoted-printable of white space', makeMail(['Content-Transfer-Encoding: quoted-printable'], ' '.repeat(5 * MIB))],
  ['quoted-printable of escapes', makeMail(['Content-Transfer-Encoding: quoted-printable'], '='.repeat(5 * MIB))],
  ['base64 of padding', makeMail(['Content-Transfer-Encoding: base64'], 'A='.repeat(2 * MIB))],
  ['tags that open', '<'.repeat(5 * MIB)],
  ['roots that close', `<feedback>${'</feedback>'.repeat(MIB / 4)}`],
  ['roots that close, with space', `<feedback>${`</feedback>${' '.repeat(600)}`.repeat(8_000)}`],
  ['a mailbox of quotes', `From a@example.net\nTo: b\n${'\n>From a'.repeat(MIB / 2)}`],
  ['a name of prefixes', `<${'a.'.repeat(2 * MIB)}:feedback`],
])('takes no long time over %s', { timeout: 5_000 }, async (_, bytes) => {
  expect((await unpackAll(bytes)).length).toBeGreaterThan(0)
})

/** A zip whose directory names the same compressed data again and again. */
async function overlappingZip(count: number, content: Buffer): Promise<Buffer> {
  const zip = await makeZip({ a: content })
  expect(zip.includes(deflateRawSync(content).subarray(0, 20))).toBe(true)
  const start = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const tail = Buffer.from(zip.subarray(end))
  tail.writeUInt16LE(count, 8)
  tail.writeUInt16LE(count, 10)
  tail.writeUInt32LE(count * (end - start), 12)
  return Buffer.concat([zip.subarray(0, start), ...Array.from({ length: count }, () => zip.subarray(start, end)), tail])
}
