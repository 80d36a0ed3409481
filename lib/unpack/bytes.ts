/** Bytes that can be read at any place and several times: a whole spool, or a stretch of one. */
export type Bytes = {
  readonly size: number
  /** Reads `length` bytes at `position`, fewer at the end. */
  slice(position: number, length: number): Promise<Buffer>
  /** Reads everything, from the start, in chunks of at most 64 KiB; may be called again and again. */
  read(): AsyncGenerator<Buffer>
}

const STEP = 64 * 1024
const SMALL_STEP = 1024
const BEFORE = 128
const AFTER = 512

/** The stretch of `bytes` from `start` to `end` (exclusive), without a copy. */
export function stretch(bytes: Bytes, start: number, end: number): Bytes {
  const first = Math.min(Math.max(0, start), bytes.size)
  const size = Math.max(0, Math.min(end, bytes.size) - first)
  const slice = (position: number, length: number): Promise<Buffer> =>
    bytes.slice(first + position, Math.max(0, Math.min(length, size - position)))
  return {
    size,
    slice,
    async *read() {
      for (let position = 0; position < size; position += STEP) yield await slice(position, STEP)
    },
  }
}

/**
 * Finds every place of `needle` that `accept` makes something of. `accept` sees the place within a chunk that holds 128
 * bytes before it and 512 after it (fewer at the ends of the bytes); what it returns comes out, null is passed over.
 */
export async function* find<Hit>(
  bytes: Bytes,
  needle: string,
  accept: (chunk: Buffer, index: number, position: number) => Hit | null,
): AsyncGenerator<Hit> {
  for (let start = 0; start < bytes.size; start += STEP) {
    const base = Math.max(0, start - BEFORE)
    const chunk = await bytes.slice(base, start - base + STEP + AFTER)
    let index = chunk.indexOf(needle, start - base, 'latin1')
    while (index !== -1 && base + index < start + STEP) {
      const hit = accept(chunk, index, base + index)
      if (hit !== null) yield hit
      index = chunk.indexOf(needle, index + 1, 'latin1')
    }
  }
}

/** The place of the first byte that is not white space, or null when there is none. */
export async function firstByte(bytes: Bytes, from = 0): Promise<number | null> {
  let step = SMALL_STEP
  for (let position = from; position < bytes.size; position += step) {
    if (position > from) step = STEP
    const chunk = await bytes.slice(position, step)
    const length = spaceLength(chunk)
    if (length < chunk.length) return position + length
  }
  return null
}

/** How many bytes of white space `chunk` begins with. */
export function spaceLength(chunk: Buffer): number {
  let length = 0
  while (length < chunk.length && isSpace(chunk[length]!)) length++
  return length
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
