import { deflateSync, gzipSync } from 'node:zlib'

import { base64Lines, makeMail, makeMultipart, makeZip, reportXml } from '../../lib/unpack/testing/unpack-all.ts'
import { GOOD } from './report-seeds.ts'

const XML = reportXml()
const GZIP = gzipSync(GOOD)
const ZIP = await makeZip({ 'a/': '', 'a/b.xml': GOOD, '__MACOSX/._b.xml': 'x', 'c.xml.gz': GZIP })
const ATTACHED: [string[], string] = [
  ['Content-Type: application/gzip; name*0="exam"; name*1*=%41', 'Content-Transfer-Encoding: base64'],
  base64Lines(GZIP),
]
const MAIL = makeMultipart([[['Content-Type: text/plain; charset=utf-8'], 'Hello'], ATTACHED])
const MESSAGE: [string[], string] = [['Content-Type: message/rfc822'], MAIL.replaceAll('frontier', 'inner')]

/** Mails that bring no report, each known by something else. */
const SPECIAL = [
  makeMultipart([[['Content-Type: message/feedback-report'], 'Feedback-Type: auth-failure\r\n']], 'multipart/report'),
  makeMultipart([[['Content-Type: message/delivery-status'], 'Action: failed\r\n']], 'multipart/report'),
  makeMultipart([[['Content-Type: application/tlsrpt+gzip'], 'x'], ATTACHED]),
  'From: MAILER-DAEMON@example.net\r\nSubject: Undelivered Mail\r\n\r\nSorry.\r\n',
  `From: postmaster@example.net\nSubject: failure notice\nContent-Type: text/plain; name=a.xml\n\n${XML}`,
  'X-Failed-Recipients: a@example.com\nFrom: a@example.net\n\nSorry.',
  'From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.1\n\nX-HmXmrOriginalRecipient: a@example.com',
  'From: a@example.net\nSubject: x\n\nThis is an authentication failure report.',
  `>From a@example.net\nFrom: a@example.net\nSubject: =?utf-8?b?4oI=?= =?utf-8?b?rA==?= =?x-none?q?=E9?=\n\n${XML}`,
]
const MANY = Array.from({ length: 40 }, (_, index) => reportXml(String(index)))
const BOMB = gzipSync(`${XML}${' '.repeat(2 * 1024 * 1024)}`)

/** What reporters send reports in, what comes to the same address beside them, and what passes each limit. */
export const SUBMISSIONS: readonly Buffer[] = [
  GZIP,
  gzipSync(GZIP),
  Buffer.concat([GZIP, gzipSync(reportXml('2')), Buffer.from('\r\n')]),
  withGzipFields(Buffer.from('\u0004\0abcdname\0comment\0cc', 'latin1')),
  withGzipFields(Buffer.from(`\0\0${'x'.repeat(70 * 1024)}`)),
  deflateSync(GOOD),
  ZIP,
  await makeZip({ 'a.xml': GOOD, 'b.xml': XML }, { compress: false }),
  await makeZip({ 'a.zip': ZIP }),
  await makeZip({ 'a.xml': GOOD, 'b.xml': XML }, { zip64: true }),
  await makeZip({ '[Content_Types].xml': XML, 'a.xml': GOOD }),
  Buffer.concat([Buffer.from('before'), ZIP, Buffer.from('\r\n-- \r\nfooter\r\n')]),
  MAIL,
  makeMultipart([MESSAGE, ATTACHED]),
  makeMail(['Content-Type: text/plain; name="a.xml"', 'Content-Transfer-Encoding: base64'], base64Lines(ZIP)),
  makeMail(
    ['Content-Type: text/xml', 'Content-Transfer-Encoding: quoted-printable'],
    GOOD.replaceAll('=', '=3D').replaceAll(/.{70}/g, '$&=\r\n'),
  ),
  makeMail(['Content-Type: application/zip'], GOOD),
  makeMail(['Content-Type: multipart/mixed'], `--lost\r\n\r\n${XML}\r\n--lost--`),
  makeMail(
    ['Content-Type: text/html', 'Content-Transfer-Encoding: quoted-printable'],
    `${'=3D'.repeat(30_000)}\r\n${XML}`,
  ),
  `From a@example.net\n${MAIL.replaceAll('\r\n', '\n')}\n\nFrom b@example.net\n${makeMail([], '>From x\n>>From y')}`,
  `${XML}\n${reportXml('2')}\ufeff${GOOD}`,
  Buffer.from(`\ufeff${XML}`, 'utf16le'),
  await makeZip(Object.fromEntries(MANY.map((xml, index) => [`${index}.xml`, xml]))),
  makeMultipart(MANY.map((xml) => [['Content-Type: text/xml; name=a'], xml])),
  MANY.map((xml) => `From a@example.net\n${makeMail([], xml)}\n\n`).join(''),
  MANY.join('\n'),
  MANY.slice(0, 6).reduce((inner) => gzipSync(inner), GZIP),
  Buffer.concat(Array<Buffer>(20).fill(gzipSync(XML))),
  gzipSync(GOOD.repeat(1_100)),
  gzipSync(XML + ' '.repeat(1_100 * 1024)),
  BOMB,
  gzipSync(BOMB),
  await makeZip({ 'a.xml': XML + ' '.repeat(700 * 1024) }),
  ...SPECIAL,
  '{"organization-name": "Example", "policies": []}',
  '',
].map((bytes) => Buffer.from(bytes as string))

/** A gzip header that announces every optional field (RFC 1952 section 2.3), with these. */
function withGzipFields(fields: Buffer): Buffer {
  const head = Buffer.from(GZIP.subarray(0, 10))
  head[3] = 2 | 4 | 8 | 16
  return Buffer.concat([head, fields, GZIP.subarray(10)])
}
