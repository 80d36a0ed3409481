import { readdirSync, readFileSync } from 'node:fs'
import { deflateSync, gzipSync } from 'node:zlib'

import { base64Lines, makeMail, makeMultipart, makeZip, reportXml } from '../../lib/unpack/testing/unpack-all.ts'

const FIXTURES = new URL('../../lib/dmarc/fixtures/', import.meta.url)

/** Every report of the fixtures, good and bad, in the order of their names. */
export const REPORTS: readonly Buffer[] = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.xml'))
  .toSorted()
  .map((name) => readFileSync(new URL(name, FIXTURES)))

const XML = reportXml()
const GOOD = readFileSync(new URL('any-several-signatures.xml', FIXTURES))
const GZIP = gzipSync(GOOD)
const ZIP = await makeZip({ 'a/': '', 'a/b.xml': GOOD, '__MACOSX/._b.xml': 'x', 'c.xml.gz': GZIP })
const ATTACHED: [string[], string] = [
  ['Content-Type: application/gzip; name*0="exam"; name*1*=%41', 'Content-Transfer-Encoding: base64'],
  base64Lines(GZIP),
]
const MAIL = makeMultipart([[['Content-Type: text/plain; charset=utf-8'], 'Hello'], ATTACHED])
const MESSAGE: [string[], string] = [['Content-Type: message/rfc822'], MAIL.replaceAll('frontier', 'inner')]

const MANY = Array.from({ length: 40 }, (_, index) => reportXml(String(index)))
const BOMB = gzipSync(`${XML}${' '.repeat(2 * 1024 * 1024)}`)

/** What reporters send reports in, what comes to the same address beside them, and what passes each limit. */
export const SUBMISSIONS: readonly Buffer[] = [
  GZIP,
  gzipSync(GZIP),
  Buffer.concat([GZIP, gzipSync(reportXml('2')), Buffer.from('\r\n')]),
  withGzipFields(GOOD),
  deflateSync(GOOD),
  ZIP,
  await makeZip({ 'a.xml': GOOD, 'b.xml': XML }, { compress: false }),
  await makeZip({ 'a.zip': ZIP }),
  Buffer.concat([Buffer.from('before'), ZIP, Buffer.from('\r\n-- \r\nfooter\r\n')]),
  MAIL,
  makeMultipart([MESSAGE, ATTACHED]),
  makeMail(['Content-Type: text/plain; name="a.xml"', 'Content-Transfer-Encoding: base64'], base64Lines(ZIP)),
  makeMail(
    ['Content-Type: text/xml', 'Content-Transfer-Encoding: quoted-printable'],
    GOOD.toString('latin1').replaceAll('=', '=3D').replaceAll(/.{70}/g, '$&=\r\n'),
  ),
  makeMail(['Content-Type: application/zip'], GOOD.toString()),
  makeMail(['Content-Type: multipart/mixed'], `--lost\r\n\r\n${XML}\r\n--lost--`),
  makeMultipart([[['Content-Type: message/feedback-report'], 'Feedback-Type: auth-failure\r\n']], 'multipart/report'),
  makeMultipart([[['Content-Type: message/delivery-status'], 'Action: failed\r\n']], 'multipart/report'),
  makeMail(['Return-Path: <>', 'Subject: Undelivered Mail Returned to Sender'], 'Sorry.'),
  `From a@example.net\n${MAIL.replaceAll('\r\n', '\n')}\n\nFrom b@example.net\n${makeMail([], '>From x\n>>From y')}`,
  `${XML}\n${reportXml('2')}\ufeff${GOOD.toString()}`,
  Buffer.from(`\ufeff${XML}`, 'utf16le'),
  await makeZip(Object.fromEntries(MANY.map((xml, index) => [`${index}.xml`, xml]))),
  makeMultipart(MANY.map((xml) => [['Content-Type: text/xml; name=a'], xml])),
  MANY.map((xml) => `From a@example.net\n${makeMail([], xml)}\n\n`).join(''),
  MANY.join('\n'),
  MANY.slice(0, 6).reduce((inner) => gzipSync(inner), GZIP),
  BOMB,
  gzipSync(BOMB),
  await makeZip({ 'a.xml': XML + ' '.repeat(700 * 1024) }),
  '{"organization-name": "Example", "policies": []}',
  '',
].map((bytes) => Buffer.from(bytes as string))

/** A gzip header with every optional field (RFC 1952 section 2.3). */
function withGzipFields(content: Buffer): Buffer {
  const plain = gzipSync(content)
  const head = Buffer.from(plain.subarray(0, 10))
  head[3] = 2 | 4 | 8 | 16
  const fields = Buffer.from('\u0004\0abcdname\0comment\0cc', 'latin1')
  return Buffer.concat([head, fields, plain.subarray(10)])
}
