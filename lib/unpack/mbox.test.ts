import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { base64Lines, makeMail, reportXml, unpackAll, unpackLines } from './testing/unpack-all.ts'

const ENVELOPE = 'From reports@example.net Mon Jan  1 00:00:00 2024'

function reportMail(id: string): string {
  return makeMail(['Content-Transfer-Encoding: base64'], `${base64Lines(gzipSync(reportXml(id)))}\r\n`)
}

test('takes a mail with an envelope line for a mailbox of one', async () => {
  expect(await unpackAll(`${ENVELOPE}\n${reportMail('a')}`)).toMatchObject([
    { line: 'aggregate', text: reportXml('a') },
  ])
})

test.each(['\n', '\r\n'])('gives the documents of each mail, with line ends %j', async (lineEnd) => {
  const mails = [reportMail('a'), makeMail([], 'Hello\r\n'), reportMail('b')]
  const mbox = mails
    .map((mail) => `${ENVELOPE}\r\n${mail}\r\n`)
    .join('')
    .replaceAll('\r\n', lineEnd)
  const documents = await unpackAll(mbox)
  expect(documents.map(({ line, text }) => text ?? line)).toEqual([
    reportXml('a'),
    'other not-a-report',
    reportXml('b'),
  ])
})

test('finds its mails at every place of a chunk', async () => {
  const mbox = [1, 2, 3].map((size) => `${ENVELOPE}\n${makeMail([], 'x\n'.repeat(21_840 + size))}\n`).join('')
  expect(await unpackLines(mbox.repeat(5))).toHaveLength(15)
})

test('does not take a sentence for the beginning of a mail', async () => {
  const text = 'Hello\n\nFrom here on: nothing\nFrom there\n\nFrom what I know\n\nnothing\n'
  expect(await unpackLines(`${ENVELOPE}\n${makeMail([], text)}`)).toEqual(['other not-a-report'])
})

test('unquotes lines that begin with From', async () => {
  const mail = makeMail(['Content-Type: text/xml'], '<feedback>\n>From a\n\n>>From b\n> From c\n</feedback>\n')
  const [document] = await unpackAll(`${ENVELOPE}\n${mail}`)
  expect(document?.text).toBe('<feedback>\nFrom a\n\n>From b\n> From c\n</feedback>\n')
})

test('unquotes at every place of a chunk', async () => {
  const lines = '>From a\n>>From b\n'.repeat(20_000)
  const [document] = await unpackAll(`${ENVELOPE}\n${makeMail([], `<feedback>\n${lines}</feedback>`)}`)
  expect(document?.text).toBe(`<feedback>\n${'From a\n>From b\n'.repeat(20_000)}</feedback>`)
})
