import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'

import { makeZip, reportXml, unpackAll, unpackLines } from './testing/unpack-all.ts'

const XML = reportXml()
/** yazl takes no empty name; one control character is as good as none once it is cleaned. */
const NAMELESS = '\u0001'
const END_RECORD = Buffer.from('504b0506000000000000000000000000000000000000', 'hex')

test('gives every member its name, in the order of the directory', async () => {
  const zip = await makeZip({
    'b.xml': reportXml('b'),
    'deep/a.txt': reportXml('a'),
    'c.xml.gz': gzipSync(reportXml('c')),
  })
  const documents = await unpackAll(zip)
  expect(documents.map(({ name, text }) => [name, text])).toEqual([
    ['b.xml', reportXml('b')],
    ['deep/a.txt', reportXml('a')],
    ['c.xml.gz', reportXml('c')],
  ])
})

test('reads members that are stored, and zips within zips', async () => {
  const inner = await makeZip({ 'a.xml': XML }, { compress: false })
  expect(await unpackAll(await makeZip({ 'inner.zip': inner }))).toMatchObject([{ name: 'a.xml', text: XML }])
})

test('gives a member that is no report a line of its own', async () => {
  expect(await unpackLines(await makeZip({ 'a.csv': '1,2\n', 'a.xml': XML, 'empty.xml': '' }))).toEqual([
    'other not-a-report',
    'aggregate',
    'other empty',
  ])
})

test('reads zip64, and members whose sizes come after them', async () => {
  const file = new ZipFile()
  file.addBuffer(Buffer.from(XML), 'a.xml', { forceZip64Format: true })
  file.addReadStream(Readable.from([Buffer.from(XML)]), 'b.xml')
  file.end({ forceZip64Format: true, comment: '' })
  const zip = Buffer.concat(await Array.fromAsync(file.outputStream as AsyncIterable<Buffer>))
  expect((await unpackAll(zip)).map(({ text }) => text)).toEqual([XML, XML])
})

test('takes an office file for no report', async () => {
  expect(await unpackLines(await makeZip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' }))).toEqual([
    'other not-a-report',
  ])
})

test('passes over directories and what file managers add', async () => {
  const noise = { 'd/': '', '__MACOSX/._a.xml': XML, 'd/._a.xml': XML, 'd/.DS_Store': 'x', 'Thumbs.db': 'x' }
  expect(await unpackAll(await makeZip({ ...noise, 'd/a.xml': XML }))).toMatchObject([{ name: 'd/a.xml' }])
  expect(await unpackLines(await makeZip(noise))).toEqual(['other empty'])
})

test('reads a member without a name', async () => {
  expect(await unpackAll(await makeZip({ [NAMELESS]: XML }))).toMatchObject([{ name: null, line: 'aggregate' }])
})

test('calls a zip without members empty', async () => {
  expect(await unpackLines(END_RECORD)).toEqual(['other empty'])
})

test('reads names that climb out of the archive as mere names', async () => {
  const zip = await makeZip({ 'aa/aa/x.xml': XML })
  const climbing = Buffer.from(zip.toString('latin1').replaceAll('aa/aa/', '../../'), 'latin1')
  expect(await unpackAll(climbing)).toMatchObject([{ name: '../../x.xml', line: 'aggregate' }])
})

test('tolerates bytes before and behind the archive', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  expect(await unpackLines(Buffer.concat([zip, Buffer.from('\r\n-- \r\nlist footer')]))).toEqual(['aggregate'])
  expect(await unpackLines(Buffer.concat([Buffer.from('\r\n'), zip]))).toEqual(['aggregate'])
})

test('asks for the password to be taken off an encrypted archive', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  const encrypted = eachHeader(zip, (header, isLocal) => header.writeUInt16LE(1, isLocal ? 6 : 8))
  expect(await unpackLines(encrypted)).toEqual(['other encrypted-archive'])
})

test('names a compression it does not know as unsupported, and reads the other members', async () => {
  const zip = await makeZip({ 'a.xml': XML, 'b.xml': XML })
  let count = 0
  const bzip2 = eachHeader(zip, (header, isLocal) => {
    if (!isLocal && count++ === 0) header.writeUInt16LE(12, 10)
  })
  expect(await unpackLines(bzip2)).toEqual(['other unsupported-archive', 'aggregate'])
})

test('calls a wrong checksum damage, in stored and in compressed members', async () => {
  for (const compress of [true, false]) {
    const zip = await makeZip({ 'a.xml': XML, 'b.xml': XML }, { compress })
    let count = 0
    const damaged = eachHeader(zip, (header, isLocal) => {
      if (!isLocal && count++ === 0) header.writeUInt32LE(1, 16)
    })
    expect(await unpackLines(damaged)).toEqual(['other damaged-archive', 'aggregate'])
  }
})

test('calls a zip without its end truncated', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  expect(await unpackLines(zip.subarray(0, zip.length - 23))).toEqual(['other truncated'])
  expect(await unpackLines(zip.subarray(0, 60))).toEqual(['other truncated'])
})

test('calls a broken directory damaged, and keeps the members before the break', async () => {
  const zip = await makeZip({ 'a.xml': XML, 'b.xml': XML })
  const second = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  zip.fill(0, second, second + 4)
  expect(await unpackLines(zip)).toEqual(['aggregate', 'other damaged-archive'])
})

test('calls a member that lies outside the file truncated', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  const outside = eachHeader(zip, (header, isLocal) => {
    if (!isLocal) header.writeUInt32LE(0x00ffffff, 42)
  })
  expect(await unpackLines(outside)).toEqual(['other truncated'])
})

/** Changes the local headers (PK 3 4) and the directory entries (PK 1 2) of a zip file. */
function eachHeader(zip: Buffer, change: (header: Buffer, isLocal: boolean) => void): Buffer {
  const copy = Buffer.from(zip)
  for (let index = copy.indexOf('PK'); index !== -1; index = copy.indexOf('PK', index + 2)) {
    const mark = copy.readUInt16BE(index + 2)
    if (mark === 0x0304 || mark === 0x0102) change(copy.subarray(index), mark === 0x0304)
  }
  return copy
}
