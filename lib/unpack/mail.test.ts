import { gzipSync } from 'node:zlib'

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
const GZIP = gzipSync(XML)
const BASE64 = 'Content-Transfer-Encoding: base64'
const REPORT = [{ line: 'aggregate', text: XML }]

test.each([
  'application/gzip',
  'application/x-gzip',
  'application-x-gzip',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
  'text/plain; charset=utf-8',
  'nonsense',
])('finds a report that is labelled %s, a gzip and a zip', async (type) => {
  const headers = [`Content-Type: ${type}`, 'Content-Disposition: attachment; filename=r.pdf', BASE64]
  for (const archive of [GZIP, await makeZip({ 'a.xml': XML })])
    expect(await unpackAll(makeMultipart([[headers, base64Lines(archive)]]))).toMatchObject(REPORT)
})

test('finds a zip, and bare XML in every transfer encoding', async () => {
  const zip = await makeZip({ 'a.xml': XML })
  const quoted = XML.replaceAll('=', '=3D')
    .replaceAll('<report_metadata>', '<report_meta=\r\ndata>  \r\n')
    .replaceAll('  \r\n', '')
  const xml = 'Content-Type: text/xml; name=a.xml'
  expect(await unpackAll(makeMultipart([[['Content-Type: application/zip', BASE64], base64Lines(zip)]]))).toMatchObject(
    [{ name: 'a.xml', ...REPORT[0] }],
  )
  expect(await unpackAll(makeMultipart([[[xml, 'Content-Transfer-Encoding: 7bit'], XML]]))).toMatchObject(REPORT)
  expect(await unpackAll(makeMultipart([[[xml, 'Content-Transfer-Encoding: 8BIT'], XML]]))).toMatchObject(REPORT)
  expect(await unpackAll(makeMultipart([[[xml], XML]]))).toMatchObject(REPORT)
  expect(await unpackAll(makeMultipart([[[xml, BASE64], base64Lines(XML)]]))).toMatchObject(REPORT)
  expect(
    await unpackAll(makeMultipart([[[xml, 'Content-Transfer-Encoding: Quoted-Printable'], quoted]])),
  ).toMatchObject(REPORT)
})

test('finds a report that is the whole body', async () => {
  const mail = makeMail(
    ['Content-Type: application/zip; name="a.zip"', BASE64],
    base64Lines(await makeZip({ 'a.xml': XML })),
  )
  expect(await unpackAll(mail)).toMatchObject(REPORT)
  expect(await unpackAll(makeMail([], XML))).toMatchObject(REPORT)
})

test('says nothing of texts, logos and signatures beside a report', async () => {
  const mail = makeMultipart([
    [['Content-Type: text/plain'], 'This is a DMARC aggregate report.'],
    [['Content-Type: text/html'], '<div>This is a <b>report</b></div>'],
    [['Content-Type: image/png; name=logo.png', BASE64], base64Lines(Buffer.from('89504e470d0a1a0a0000', 'hex'))],
    [['Content-Type: application/gzip', BASE64], base64Lines(GZIP)],
    [['Content-Type: text/plain'], ''],
  ])
  expect(await unpackLines(mail)).toEqual(['aggregate'])
})

test('gives each report in a mail', async () => {
  const parts = ['a', 'b'].map((id): [string[], string] => [[BASE64], base64Lines(gzipSync(reportXml(id)))])
  expect((await unpackAll(makeMultipart(parts))).map(({ text }) => text)).toEqual([reportXml('a'), reportXml('b')])
})

test('is one document when nothing in it can be read', async () => {
  const mail = makeMultipart([
    [['Content-Type: text/plain'], 'Hello'],
    [['Content-Type: text/html'], '<p>Hello</p>'],
    [['Content-Type: text/csv; name=a.csv'], '1,2'],
    [[BASE64], base64Lines(await makeZip({ 'a.csv': '1', 'b.csv': '2' }))],
  ])
  expect(await unpackLines(mail)).toEqual(['other not-a-report'])
})

test.each([
  ['a damaged gzip', Buffer.concat([GZIP.subarray(0, -8), Buffer.alloc(8)]), 'other damaged-archive'],
  ['a cut gzip', GZIP.subarray(0, 30), 'other truncated'],
  ['an Outlook file', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'other outlook-msg'],
  ['an empty file', Buffer.alloc(0), 'other empty'],
  ['the word unused', Buffer.from('unused'), 'other placeholder'],
])('gives the refusal of %s that it brings', async (_, bytes, line) => {
  const mail = makeMultipart([
    [['Content-Type: text/plain'], 'Hello'],
    [['Content-Disposition: attachment; filename="a.gz"', BASE64], base64Lines(bytes)],
  ])
  expect(await unpackAll(mail)).toMatchObject([{ name: 'a.gz', line }])
})

test('finds a report in nested multiparts, and in those that are never closed', async () => {
  const inner = `--c\r\n${BASE64}\r\n\r\n${base64Lines(GZIP)}\r\n`
  const nested = `--b\r\nContent-Type: multipart/related;\r\n\tboundary="c"\r\n\r\n${inner}`
  const head = ['Content-Type: multipart/mixed; boundary=b']
  expect(await unpackAll(makeMail(head, `${nested}--c--\r\n--b\r\n\r\nbye\r\n--b--\r\nepilogue`))).toMatchObject(REPORT)
  expect(await unpackAll(makeMail(head, `${nested}--b\r\n\r\nbye`))).toMatchObject(REPORT)
  expect(await unpackAll(makeMail(head, nested))).toMatchObject(REPORT)
})

test('finds a report in a mail that is attached, as text or in base64, and once more', async () => {
  const inner = makeMultipart([[[BASE64], base64Lines(GZIP)]])
  const forwarded = makeMultipart([
    [['Content-Type: text/plain'], 'FYI'],
    [['Content-Type: message/rfc822'], inner.replaceAll('frontier', 'inner')],
  ])
  expect(await unpackAll(forwarded)).toMatchObject(REPORT)
  const encoded = makeMultipart([
    [['Content-Type: application/octet-stream; name=a.eml', BASE64], base64Lines(forwarded)],
  ])
  expect(await unpackAll(encoded)).toMatchObject(REPORT)
  expect(await unpackLines(makeMail(['Content-Type: message/rfc822'], inner))).toEqual(['aggregate'])
})

test.each([
  ['ContentType for Content-Type', ['ContentType: application/gzip; name=a.gz', BASE64]],
  ['no transfer encoding', ['Content-Type: application/gzip']],
  ['an unknown transfer encoding', ['Content-Transfer-Encoding: x-unknown']],
  ['the wrong transfer encoding', ['Content-Transfer-Encoding: quoted-printable']],
  ['a comment in the transfer encoding', ['Content-Transfer-Encoding: base64 (yes)']],
  ['no headers', []],
])('finds base64 under part headers with %s', async (_, headers) => {
  for (const content of [
    GZIP,
    await makeZip({ 'a.xml': XML }),
    Buffer.from(XML),
    Buffer.from(`<feedback>${XML}</feedback>`),
  ])
    expect(await unpackLines(makeMultipart([[headers, base64Lines(content)]]))).toEqual(['aggregate'])
})

test('finds base64 without the empty line before it', async () => {
  const mail = makeMail(
    ['Content-Type: multipart/mixed; boundary=b'],
    `--b\r\n${BASE64}\r\n${base64Lines(GZIP)}\r\n--b--\r\n`,
  )
  expect(await unpackAll(mail)).toMatchObject(REPORT)
})

test('finds parts behind a ContentType header of the whole mail, and behind one without a boundary', async () => {
  const body = `--b \r\n${BASE64}\r\n\r\n${base64Lines(GZIP)}\r\n--b-- \r\n`
  expect(await unpackAll(makeMail(['ContentType: multipart/mixed; boundary=b'], body))).toMatchObject(REPORT)
  expect(await unpackAll(makeMail(['Content-Type: multipart/mixed'], body))).toMatchObject(REPORT)
  expect(await unpackAll(makeMail(['Content-Type: multipart/mixed;', 'boundary="b"'], body))).toMatchObject(REPORT)
})

test('looks at the body of a multipart whose boundary never comes', async () => {
  expect(await unpackAll(makeMail(['Content-Type: multipart/mixed; boundary=x'], base64Lines(GZIP)))).toMatchObject(
    REPORT,
  )
})

test.each([
  ['spaces in it', base64Lines(GZIP).replaceAll(/.{10}/g, '$& ')],
  ['no padding', base64Lines(gzipSync(`${XML} `)).replaceAll('=', '')],
  ['no lines', GZIP.toString('base64')],
  ['a footer below', `${base64Lines(GZIP)}\r\n____\r\nA list - https://example.com\r\n`],
  ['padding within', `${GZIP.subarray(0, 10).toString('base64')}\r\n${GZIP.subarray(10).toString('base64')}`],
])('decodes base64 with %s', async (_, body) => {
  expect(await unpackLines(makeMultipart([[[BASE64], body]]))).toEqual(['aggregate'])
})

test('takes a part for what it is when it only claims to be base64', async () => {
  expect(await unpackAll(makeMultipart([[[BASE64, 'Content-Type: text/xml'], XML]]))).toMatchObject(REPORT)
  const [before, after] = makeMultipart([[[BASE64], 'BODY']]).split('BODY')
  const binary = Buffer.concat([Buffer.from(before!), GZIP, Buffer.from(after!)])
  expect(await unpackAll(binary)).toMatchObject(REPORT)
})

test('keeps non-ASCII quoted-printable apart from white space at the end of a line', async () => {
  const xml = '<feedback>caf\u00E0\r\n</feedback>'
  const body = Buffer.from(xml.replace('\r\n', ' \t\r\n')).toString('latin1')
  const mail = makeMultipart([[['Content-Type: text/xml', 'Content-Transfer-Encoding: quoted-printable'], body]])
  expect((await unpackAll(Buffer.from(mail, 'latin1')))[0]?.text).toBe(xml.replace('\r\n', '\n'))
})

test('finds a report after 3 MB of text', async () => {
  const mail = makeMultipart([
    [['Content-Type: text/plain'], '-- dashes -- and words\r\n'.repeat(130_000)],
    [[BASE64], base64Lines(GZIP)],
  ])
  expect(await unpackAll(mail)).toMatchObject(REPORT)
})
