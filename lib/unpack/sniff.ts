import { spaceLength } from './bytes.ts'
import { sniffText, type TextFormat } from './sniff-text.ts'

/** What bytes are, told by the bytes alone. Reporters name gzip `.zip` and zip `text/plain`. */
export type Format = 'gzip' | 'zlib' | 'zip' | 'unsupported-archive' | 'outlook-msg' | TextFormat

/** How many bytes `sniff` wants to see. */
export const SNIFF_BYTES = 64 * 1024

const MAGIC: readonly (readonly [string, number, Format])[] = [
  ['1f8b', 0, 'gzip'],
  ['504b0304', 0, 'zip'],
  ['504b0506', 0, 'zip'],
  ['d0cf11e0a1b11ae1', 0, 'outlook-msg'],
  ['377abcaf271c', 0, 'unsupported-archive'], // 7z
  ['526172211a07', 0, 'unsupported-archive'], // rar
  ['fd377a585a00', 0, 'unsupported-archive'], // xz
  ['28b52ffd', 0, 'unsupported-archive'], // zstd
  ['4d534346', 0, 'unsupported-archive'], // cab
  ['4c5a4950', 0, 'unsupported-archive'], // lzip
  ['1f9d', 0, 'unsupported-archive'], // compress
  ['314159265359', 4, 'unsupported-archive'], // bzip2
  ['7573746172', 257, 'unsupported-archive'], // tar
  ['255044462d', 0, 'other'], // PDF
  ['89504e470d0a1a0a', 0, 'other'], // PNG
  ['ffd8ff', 0, 'other'], // JPEG
  ['474946383', 0, 'other'], // GIF
]

/** The name of the first member, where office files begin (OOXML, OpenDocument): their XML is nobody's report. */
const FIRST_NAME_AT = 30
const OFFICE_NAME = /^(?:\[Content_Types\]\.xml|mimetype|_rels\/|docProps\/)/

const ZLIB_LEVELS = [0x01, 0x5e, 0x9c, 0xda]

/** @param head the first 64 KiB, white space before the content left out; all of them when there are fewer. */
export function sniff(head: Buffer): Format {
  for (const [magic, offset, format] of MAGIC)
    if (startsWith(head, magic, offset)) return format === 'zip' && isOffice(head) ? 'other' : format
  return isZlib(head) ? 'zlib' : sniffText(head)
}

function startsWith(head: Buffer, magic: string, offset: number): boolean {
  return head.toString('hex', offset, offset + Math.ceil(magic.length / 2)).startsWith(magic)
}

function isOffice(head: Buffer): boolean {
  return OFFICE_NAME.test(head.toString('latin1', FIRST_NAME_AT, FIRST_NAME_AT + 32))
}

/**
 * RFC 1950: 0x78, and a second byte that makes the pair a multiple of 31. A text may begin with "x^", so one binary
 * byte more.
 */
function isZlib(head: Buffer): boolean {
  if (head[0] !== 0x78 || !ZLIB_LEVELS.includes(head[1] ?? 0)) return false
  return head.subarray(1, 64).some((byte) => byte < 0x09 || byte >= 0x7f)
}

/** The bytes to sniff at, from a stream that is not read any further than that. */
export async function readStart(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const kept: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    const content = size === 0 ? chunk.subarray(spaceLength(chunk)) : chunk
    kept.push(content)
    size += content.length
    if (size >= SNIFF_BYTES) break
  }
  return Buffer.concat(kept).subarray(0, SNIFF_BYTES)
}
