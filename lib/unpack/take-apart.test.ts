import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import type { OpenedMail } from './document.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { Spool } from './spool.ts'
import { base64Lines, makeMultipart, makeZip, SPOOL_DIRECTORY } from './testing/unpack-all.ts'
import { unpack } from './unpack.ts'

const KIB = 1024
const REPORT_TYPE = 'multipart/report; report-type=delivery-status'
const STATUS: [string[], string] = [
  ['Content-Type: message/delivery-status'],
  'Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed',
]

async function mailsIn(bytes: string | Buffer): Promise<OpenedMail[]> {
  const input = await Spool.from([Buffer.from(bytes)], SPOOL_DIRECTORY)
  const mails = []
  for await (const { mail } of unpack(input, { limits: DEFAULT_LIMITS, directory: SPOOL_DIRECTORY }))
    if (mail) mails.push(mail)
  await input.close()
  return mails
}

async function partsOf(parts: [string[], string][]): Promise<OpenedMail['parts']> {
  return (await mailsIn(makeMultipart([...parts, STATUS], REPORT_TYPE)))[0]!.parts.slice(0, -1)
}

test('gives the header of a bounce as it stands there', async () => {
  const [mail] = await mailsIn(makeMultipart([STATUS], REPORT_TYPE))
  expect(mail!.headers).toBe(
    `From: reports@example.net\r\nTo: rua@example.com\r\nSubject: Hello\r\nContent-Type: ${REPORT_TYPE}; boundary="frontier"\r\n\r\n`,
  )
  expect(mail!.parts).toEqual([{ type: 'message/delivery-status', text: STATUS[1] }])
})

test('decodes transfer encoding and character set of each part, and keeps their order', async () => {
  const parts = await partsOf([
    [
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      'Unzustellbar: f=C3=BCr',
    ],
    [
      ['Content-Type: text/html; charset=iso-8859-1', 'Content-Transfer-Encoding: base64'],
      base64Lines(Buffer.from([0xfc])),
    ],
    [['Content-Type: text/plain; charset=no-such-thing'], 'plain'],
    [['Content-Id: 1'], 'without a type'],
  ])
  expect(parts).toEqual([
    { type: 'text/plain', text: 'Unzustellbar: für' },
    { type: 'text/html', text: 'ü' },
    { type: 'text/plain', text: 'plain' },
    { type: 'text/plain', text: 'without a type' },
  ])
})

test('keeps every byte of a text that says nothing of its character set', async () => {
  const body = Buffer.from(makeMultipart([[['Content-Type: text/plain'], 'caf\u00e9'], STATUS], REPORT_TYPE), 'latin1')
  expect((await mailsIn(body))[0]!.parts[0]!.text).toBe('café')
})

test('leaves out what is no text', async () => {
  expect(await partsOf([[['Content-Type: image/png'], 'logo']])).toEqual([])
})

test('cuts a part at 256 KiB', async () => {
  const [just, over] = await partsOf([
    [['Content-Type: text/plain'], 'x'.repeat(256 * KIB)],
    [['Content-Type: text/plain'], 'y'.repeat(256 * KIB + 1)],
  ])
  expect([just!.text.length, over!.text.length]).toEqual([256 * KIB, 256 * KIB])
})

test('gives at most 20 parts and 1 MiB of a mail', async () => {
  const small: [string[], string][] = Array.from({ length: 30 }, () => [['Content-Type: text/plain'], 'x'])
  expect((await mailsIn(makeMultipart([STATUS, ...small], REPORT_TYPE)))[0]!.parts).toHaveLength(20)
  const large: [string[], string][] = Array.from({ length: 6 }, () => [
    ['Content-Type: text/plain'],
    'x'.repeat(256 * KIB),
  ])
  const { headers, parts } = (await mailsIn(makeMultipart([STATUS, ...large], REPORT_TYPE)))[0]!
  expect(headers.length + parts.reduce((sum, { text }) => sum + text.length, 0)).toBe(1024 * KIB)
})

test('gives bounces within archives and mails', async () => {
  const bounce = makeMultipart([STATUS], REPORT_TYPE).replaceAll('frontier', 'inner')
  expect(await mailsIn(gzipSync(bounce))).toHaveLength(1)
  expect(await mailsIn(await makeZip({ 'a.eml': bounce, 'b.eml': bounce }))).toHaveLength(2)
  const forwarded = makeMultipart([[['Content-Type: message/rfc822; name=b.eml'], bounce]])
  expect((await mailsIn(forwarded))[0]!.parts[0]!.type).toBe('message/delivery-status')
})

test.each(['no-such-charset', '\u0000', 'utf-16le', '*', "x'y'z"])(
  'never fails at the character set %j',
  async (charset) => {
    const parts = await partsOf([[[`Content-Type: text/plain; charset="${charset}"`], 'abc']])
    expect(parts).toHaveLength(1)
  },
)
