import type { Budget } from './budget.ts'
import type { Bytes } from './bytes.ts'
import type { OpenedMail } from './document.ts'
import type { Mail, Part } from './mail-parts.ts'
import { decodeCharset } from './mail-words.ts'
import { decodeTransfer, transferEncoding } from './transfer-encoding.ts'

const HEADER_MAX = 256 * 1024
const PART_MAX = 256 * 1024
const PARTS_MAX = 20
const ALL_MAX = 1024 * 1024

/** What a person or program wrote, and what it returns; not logos. */
const READABLE = /^(?:|text\/.*|message\/.*|multipart\/.*)$/

/**
 * A mail as its header and its readable parts, decoded. Cut at 256 KiB a part, 20 parts and 1 MiB in all: what a bounce says
 * stands at the beginning of them.
 */
export async function takeApart(bytes: Bytes, mail: Mail, budget: Budget): Promise<OpenedMail> {
  const head = await bytes.slice(0, Math.min(mail.head.bodyStart, HEADER_MAX))
  const parts: OpenedMail['parts'] = []
  let left = ALL_MAX - head.length
  for (const part of mail.parts.filter(({ type }) => READABLE.test(type)).slice(0, PARTS_MAX)) {
    const content = await readContent(part, Math.min(left, PART_MAX))
    left -= content.length
    parts.push({ type: part.type || 'text/plain', text: decodeText(content, part.charset) })
  }
  budget.takeBytes(ALL_MAX - left)
  return { headers: decodeText(head, null), parts }
}

async function readContent(part: Part, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  if (bytesMax <= 0) return Buffer.alloc(0)
  for await (const chunk of decodeTransfer(part.bytes, await transferEncoding(part))) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= bytesMax) break
  }
  return Buffer.concat(chunks).subarray(0, bytesMax)
}

/** Without a name for its character set, a text is UTF-8 where it can be, else Latin-1: nothing of it is lost. */
function decodeText(bytes: Buffer, charset: string | null): string {
  if (charset !== null && !/^(?:utf-?8|us-ascii)$/i.test(charset)) return decodeCharset(bytes, charset)
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? bytes.toString('latin1') : text
}
