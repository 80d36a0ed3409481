import { MAGICS, NUMBERS, TOKENS } from './dictionary.ts'
import type { Random } from './random.ts'

/** Where the numbers of a structure stand, counted from its signature, by how many bytes they have. */
type Structure = { signature: string; places: Readonly<Record<1 | 2 | 4, readonly number[]>> }

/** APPNOTE.TXT sections 4.3.7, 4.3.12, 4.3.16, 4.3.14 and 4.3.15 (both halves of their longer numbers); RFC 1952 section 2.3. */
const STRUCTURES: readonly Structure[] = [
  { signature: 'PK\u0003\u0004', places: { 1: [], 2: [4, 6, 8, 26, 28], 4: [14, 18, 22] } },
  { signature: 'PK\u0001\u0002', places: { 1: [], 2: [6, 8, 10, 28, 30, 32, 34], 4: [16, 20, 24, 42] } },
  { signature: 'PK\u0005\u0006', places: { 1: [], 2: [4, 6, 8, 10, 20], 4: [12, 16] } },
  { signature: 'PK\u0006\u0006', places: { 1: [], 2: [], 4: [4, 8, 24, 28, 32, 36, 40, 44, 48, 52] } },
  { signature: 'PK\u0006\u0007', places: { 1: [], 2: [], 4: [4, 8, 12, 16] } },
  { signature: '\u001f\u008b\b', places: { 1: [2, 3, 3, 3], 2: [10], 4: [] } },
]

/** Lies about an archive or a mail: in its numbers where it has such, else in its lines. */
export function mutateContainer(bytes: Buffer, random: Random): Buffer {
  const present = STRUCTURES.filter(({ signature }) => bytes.includes(signature, 0, 'latin1'))
  if (present.length > 0 && !random.oneIn(6)) return lieInNumbers(bytes, random.pick(present), random)
  return lieInLines(bytes, random)
}

function lieInNumbers(bytes: Buffer, { signature, places }: Structure, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  const fields = ([1, 2, 4] as const).flatMap((length) => places[length].map((at) => ({ at, length })))
  const { at, length } = random.pick(fields)
  const start = bytes.indexOf(signature, random.below(bytes.length), 'latin1')
  const place = (start < 0 ? bytes.lastIndexOf(signature, undefined, 'latin1') : start) + at
  if (place + length > copy.length) return copy
  const before = copy.readUIntLE(place, length)
  const number = random.oneIn(3) ? before + random.pick([-1, 1, 2, 64]) : random.pick(NUMBERS)
  const most = 2 ** (8 * length)
  copy.writeUIntLE(((number % most) + most) % most, place, length)
  if (random.oneIn(8)) return Buffer.concat([copy, random.pick(MAGICS), copy.subarray(start < 0 ? 0 : start)])
  return copy
}

function lieInLines(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString('latin1').split('\n')
  const at = random.below(random.oneIn(2) ? Math.min(12, lines.length) : lines.length)
  switch (random.below(7)) {
    case 0:
      lines.splice(at, 1)
      break
    case 1:
      lines.splice(at, 0, lines[random.below(lines.length)]!)
      break
    case 2:
      lines.splice(at, 0, `${random.pick(HEADERS)}\r`)
      break
    case 3:
      lines[at] = lines[at]!.replace(/(?<=[:=] ?)[^;]*/, random.pick(TOKENS))
      break
    case 4:
      lines.splice(at, 0, ...Array<string>(random.oneIn(8) ? 300 : 3).fill(lines[at]!))
      break
    case 5:
      lines.splice(at, 0, `--${boundaryOf(bytes)}${random.pick(['', '--', ' ', '-'])}\r`)
      break
    default:
      lines[at] += ` ${random.pick(HEADERS)}`
  }
  return Buffer.from(lines.join('\n'), 'latin1')
}

const HEADERS = [
  'Content-Type: multipart/mixed; boundary=frontier',
  'Content-Type: multipart/mixed; boundary=""',
  'Content-Type: multipart/report; report-type="feedback-report"; boundary*0=fron; boundary*1=tier',
  'Content-Type: message/rfc822',
  "Content-Type: text/plain; name*=utf-8''%ff%00.xml",
  'Content-Disposition: attachment; filename="=?utf-8?b?w6k?="',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Transfer-Encoding: 8bit (binary',
  'Subject: Report Domain: example.com',
  'Subject: =?iso-8859-1?q?=E9?= =?utf-8?b?4oK?=',
  'From: MAILER-DAEMON@example.net',
  'Return-Path: <>',
  '--frontier',
  'From a@example.net',
  '',
]

function boundaryOf(bytes: Buffer): string {
  return /boundary="?([^"\r\n;]{1,70})/.exec(bytes.toString('latin1', 0, 4_096))?.[1] ?? 'frontier'
}
