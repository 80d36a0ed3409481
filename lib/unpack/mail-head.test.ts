import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { base64Lines, makeMail, makeMultipart, reportXml, unpackAll } from './testing/unpack-all.ts'

const XML = reportXml()
const GZIP = gzipSync(XML)
const BASE64 = 'Content-Transfer-Encoding: base64'
const REPORT = [{ line: 'aggregate', text: XML }]

test.each([
  ['Content-Disposition: attachment; filename="a b.gz"', 'a b.gz'],
  ['Content-Type: application/gzip; name=a.gz', 'a.gz'],
  ['Content-Type: application/gzip; name*0="example.net!exa"; name*1="mple.com.gz"', 'example.net!example.com.gz'],
  ["Content-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.gz", 'résumé.gz'],
  ["Content-Disposition: attachment; filename*0*=iso-8859-1'de'%E4; filename*1=b.gz", 'äb.gz'],
  ['Content-Type: application/gzip; name="=?utf-8?B?w6QuZ3o=?="', 'ä.gz'],
  ['Content-Type: application/gzip; name="=?utf-8?Q?a=C3?= =?utf-8?q?=A4_b.gz?="', 'aä b.gz'],
  ['Content-Type: application/gzip; name="=?no-such-charset?Q?a?="', 'a'],
  ['Content-Disposition: attachment; filename="a\\"b\u0001.gz"', 'a"b.gz'],
  ['Content-Type: application/gzip; __proto__*0=x; name=a.gz', 'a.gz'],
])('reads the name in %s', async (header, name) => {
  expect(await unpackAll(makeMultipart([[[header, BASE64], base64Lines(GZIP)]]))).toMatchObject([
    { name, ...REPORT[0] },
  ])
})

test('reads long, folded and repeated headers', async () => {
  const headers = [
    `X-Long: ${'x'.repeat(100_000)}`,
    'Content-Type: multipart/mixed;\r\n boundary="b\r\n"',
    'Content-Type: text/plain',
  ]
  expect(await unpackAll(makeMail(headers, `--b\r\n${BASE64}\r\n\r\n${base64Lines(GZIP)}\r\n--b--`))).toMatchObject(
    REPORT,
  )
})
