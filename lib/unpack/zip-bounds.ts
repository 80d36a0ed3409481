import { type Bytes, stretch } from './bytes.ts'

const END_SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1')
const END_BYTES = 22
const COMMENT_MAX = 0xffff
const ZIP64_MARK = 0xffffffff

/**
 * The stretch that is the zip file proper, or null without an end record: yauzl takes no byte after the comment, and
 * offsets only as if nothing came before. Mail footers and line breaks behind the archive are what is seen in practice.
 */
export async function zipBounds(bytes: Bytes): Promise<Bytes | null> {
  const tailStart = Math.max(0, bytes.size - END_BYTES - COMMENT_MAX)
  const tail = await bytes.slice(tailStart, END_BYTES + COMMENT_MAX)
  let index = tail.lastIndexOf(END_SIGNATURE)
  while (index !== -1 && index + END_BYTES > tail.length)
    index = index > 0 ? tail.lastIndexOf(END_SIGNATURE, index - 1) : -1
  if (index === -1) return null
  const end = tailStart + index
  const directorySize = tail.readUInt32LE(index + 12)
  const directoryOffset = tail.readUInt32LE(index + 16)
  const commentLength = tail.readUInt16LE(index + 20)
  const before = directoryOffset === ZIP64_MARK ? 0 : Math.max(0, end - directorySize - directoryOffset)
  return stretch(bytes, before, end + END_BYTES + commentLength)
}
