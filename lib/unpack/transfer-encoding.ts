import { decodeBase64 } from './base64.ts'
import { type Bytes, spaceLength } from './bytes.ts'
import type { Part } from './mail-parts.ts'
import { decodeHex } from './mail-words.ts'
import { type Format, sniff } from './sniff.ts'

export type TransferEncoding = 'base64' | 'quoted-printable' | 'none'

const HEAD_BYTES = 1024
const LINE_MAX = 64 * 1024
/** Base64 of gzip, zip, XML (with and without a byte order mark) and zlib. */
const BASE64_START = /^(?:H4sI|UEsD|UEsF|PD94|PGZl|77u\/P|eJ|eN)/
const BASE64_LINE = /^[A-Za-z0-9+/ \t]{16,}={0,2}[ \t]*(?:\r?\n|$)/
/** What no base64 looks like. */
const PLAIN: readonly Format[] = ['gzip', 'zip', 'feedback', 'xml']

/** How a part is really encoded: its body has the last word, since headers get lost and mixed up on the way. */
export async function transferEncoding(part: Part): Promise<TransferEncoding> {
  const start = await part.bytes.slice(0, HEAD_BYTES)
  const head = start.toString('latin1').trimStart()
  if (part.encoding !== 'quoted-printable' && PLAIN.includes(sniff(start.subarray(spaceLength(start))))) return 'none'
  if (part.encoding.startsWith('base64')) return 'base64'
  if (BASE64_START.test(head) && BASE64_LINE.test(head)) return 'base64'
  return part.encoding === 'quoted-printable' ? 'quoted-printable' : 'none'
}

/** The decoded body. Never fails: what is no base64 is left out, what is no quoted-printable stays as it is. */
export function decodeTransfer(bytes: Bytes, encoding: TransferEncoding): AsyncGenerator<Buffer> {
  if (encoding === 'base64') return decodeBase64(bytes)
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(bytes) : bytes.read()
}

async function* decodeQuotedPrintable(bytes: Bytes): AsyncGenerator<Buffer> {
  let carry = ''
  for await (const chunk of bytes.read()) {
    const text = carry + chunk.toString('latin1')
    const cut = lineCut(text)
    carry = text.slice(cut)
    yield decodeLines(text.slice(0, cut))
  }
  yield decodeLines(carry)
}

/** Where a text may be cut in two: after a line or, where the line is endless, before an escape. */
function lineCut(text: string): number {
  const afterLine = text.lastIndexOf('\n') + 1
  if (text.length - afterLine < LINE_MAX) return afterLine
  const escape = text.indexOf('=', text.length - 2)
  return escape === -1 ? text.length : escape
}

/**
 * RFC 2045 section 6.7. By lines: one pattern for white space at the end of a line takes quadratic time on a run of it.
 */
function decodeLines(text: string): Buffer {
  const lines = text.split('\n')
  const last = lines.pop()!
  const joined = lines.map((line) => {
    const content = trimLine(line)
    return content.endsWith('=') ? content.slice(0, -1) : `${content}\n`
  })
  return decodeHex(joined.join('') + last, '=')
}

/** Not `trimEnd`: to it, the second byte of "à" is a no-break space. */
function trimLine(line: string): string {
  let end = line.length
  while (end > 0 && ' \t\r'.includes(line[end - 1]!)) end--
  return line.slice(0, end)
}
