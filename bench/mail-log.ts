import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

import { seededRandom } from './random.ts'

const LINES_OF_A_MESSAGE = 5
const PIECE_MESSAGES = 500
const APPLE_SHARE = 0.1
const REFUSED_SHARE = 0.02

export type WrittenLog = { file: string; deliveries: number }

/** Writes a gzipped log of Postfix: five lines for each message, and each tenth message to Apple's hosts. */
export async function writeMailLog(folder: string, lines: number): Promise<WrittenLog> {
  const file = path.join(folder, 'mail.log.gz')
  const deliveries = Math.floor(lines / LINES_OF_A_MESSAGE)
  await pipeline(Readable.from(pieces(deliveries)), createGzip({ level: 6 }), createWriteStream(file))
  return { file, deliveries }
}

function* pieces(messages: number): Generator<string> {
  const random = seededRandom(7)
  for (let first = 0; first < messages; first += PIECE_MESSAGES) {
    let piece = ''
    for (let number = first; number < Math.min(messages, first + PIECE_MESSAGES); number++)
      piece += message(number, random.chance(APPLE_SHARE), random.chance(REFUSED_SHARE))
    yield piece
  }
}

function message(number: number, isToApple: boolean, isRefused: boolean): string {
  const id = `4${number.toString(36).toUpperCase().padStart(9, '0')}`
  const [domain, host] = isToApple ? ['icloud.com', 'mx01.mail.icloud.com'] : ['example.net', 'mx.example.net']
  const outcome = isRefused
    ? `dsn=5.7.1, status=bounced (host ${host}[192.0.2.1] said: 550 5.7.1 [CS01] Message rejected due to local policy. (in reply to end of DATA command))`
    : 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XYZ)'
  const head = `2026-09-${String(1 + (number % 28)).padStart(2, '0')}T10:00:00.123456+00:00 out1 postfix/`
  return [
    `${head}smtpd[100]: ${id}: client=app.example.com[198.51.100.7]`,
    `${head}cleanup[101]: ${id}: message-id=<${number}@example.com>`,
    `${head}qmgr[102]: ${id}: from=<news@example.com>, size=20480, nrcpt=1 (queue active)`,
    `${head}smtp[103]: ${id}: to=<user${number}@${domain}>, relay=${host}[192.0.2.1]:25, delay=1.5, delays=0.1/0/0.4/1, ${outcome}`,
    `${head}qmgr[102]: ${id}: removed`,
    '',
  ].join('\n')
}
