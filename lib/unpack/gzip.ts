import { RefusalError } from '../errors.ts'
import type { Budget } from './budget.ts'
import { type Bytes, stretch } from './bytes.ts'
import { inflate } from './inflate.ts'

const HEADER_BYTES = 10
const TRAILER_BYTES = 8
const HAS_CRC = 2
const HAS_EXTRA = 4
const HAS_NAME = 8
const HAS_COMMENT = 16
const TEXT_FIELD_MAX = 64 * 1024

/**
 * An empty member costs time too: without a price, 60 MB of them would keep a worker busy for minutes. Blocks of bgzip
 * are larger, and whoever appends one report to another has few.
 */
const MEMBER_COST_BYTES = 64 * 1024
const FREE_MEMBERS = 16

/**
 * Unpacks gzip (RFC 1952): all members, one after the other. Whatever follows the last one is ignored: Mimecast sends a
 * line break there. Node's own gunzip calls that an error, hence the members are found here. Throws a `RefusalError`.
 */
export async function* gunzip(bytes: Bytes, budget: Budget): AsyncGenerator<Buffer> {
  let position = 0
  let members = 0
  do {
    const start = await findData(bytes, position)
    const { consumed, size, crc } = yield* inflate(stretch(bytes, start, bytes.size), 'raw')
    members += 1
    if (members > FREE_MEMBERS) budget.takeBytes(Math.max(0, MEMBER_COST_BYTES - size))
    const trailer = await bytes.slice(start + consumed, TRAILER_BYTES)
    if (trailer.length < TRAILER_BYTES) throw new RefusalError('truncated', 'The end of the gzip file is missing.')
    if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size % 2 ** 32)
      throw new RefusalError('damaged-archive', 'The checksum of the gzip file is wrong.')
    position = start + consumed + TRAILER_BYTES
  } while (await isMember(bytes, position))
}

async function isMember(bytes: Bytes, position: number): Promise<boolean> {
  const head = await bytes.slice(position, 3)
  return head.length === 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08
}

/** The place where the compressed data of the member at `position` begins. */
async function findData(bytes: Bytes, position: number): Promise<number> {
  const header = await bytes.slice(position, HEADER_BYTES)
  if (header.length < HEADER_BYTES) throw new RefusalError('truncated', 'The gzip file ends within its header.')
  if (header[2] !== 8) throw new RefusalError('damaged-archive', 'The gzip header names no known compression.')
  const flags = header[3]!
  let start = position + HEADER_BYTES
  if (flags & HAS_EXTRA) {
    const length = await bytes.slice(start, 2)
    if (length.length < 2) throw new RefusalError('truncated', 'The gzip file ends within its header.')
    start += 2 + length.readUInt16LE(0)
  }
  if (flags & HAS_NAME) start = await skipText(bytes, start)
  if (flags & HAS_COMMENT) start = await skipText(bytes, start)
  return flags & HAS_CRC ? start + 2 : start
}

async function skipText(bytes: Bytes, start: number): Promise<number> {
  const text = await bytes.slice(start, TEXT_FIELD_MAX)
  const end = text.indexOf(0)
  if (end !== -1) return start + end + 1
  if (text.length < TEXT_FIELD_MAX) throw new RefusalError('truncated', 'The gzip file ends within its header.')
  throw new RefusalError('damaged-archive', 'The gzip header holds an endless name.')
}
