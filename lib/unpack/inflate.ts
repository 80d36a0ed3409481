import type { Writable } from 'node:stream'
import { type Zlib, crc32, createInflate, createInflateRaw, inflateRawSync, inflateSync } from 'node:zlib'

import { RefusalError } from '../errors.ts'
import type { Bytes } from './bytes.ts'

const CHUNK_BYTES = 64 * 1024
/** Most reports are small, and setting up a stream then costs more than the work itself. */
const SMALL_BYTES = 64 * 1024
const SMALL_OUTPUT_BYTES = 256 * 1024

/** What a deflate stream turned out to be: how many bytes it took up, and what came out of it. */
export type Inflated = { consumed: number; size: number; crc: number }

/**
 * Inflates one deflate stream at the start of `bytes`; what follows it is not looked at. Throws a `RefusalError` when
 * the stream ends too early (`truncated`) or is no such stream (`damaged-archive`).
 */
export async function* inflate(bytes: Bytes, wrapper: 'raw' | 'zlib'): AsyncGenerator<Buffer, Inflated> {
  const small = bytes.size <= SMALL_BYTES ? inflateSmall(await bytes.slice(0, bytes.size), wrapper) : null
  if (!small) return yield* inflateStream(bytes, wrapper)
  if (small.output.length > 0) yield small.output
  return { consumed: small.consumed, size: small.output.length, crc: crc32(small.output) }
}

/** @returns null when more comes out than is held in memory; the stream then starts anew. */
function inflateSmall(input: Buffer, wrapper: 'raw' | 'zlib'): { output: Buffer; consumed: number } | null {
  try {
    const options = { maxOutputLength: SMALL_OUTPUT_BYTES, info: true }
    const inflated = wrapper === 'raw' ? inflateRawSync(input, options) : inflateSync(input, options)
    const { buffer, engine } = inflated as unknown as { buffer: Buffer; engine: Zlib }
    return { output: buffer, consumed: engine.bytesWritten }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null
    throw asRefusal(error)
  }
}

async function* inflateStream(bytes: Bytes, wrapper: 'raw' | 'zlib'): AsyncGenerator<Buffer, Inflated> {
  const options = { chunkSize: CHUNK_BYTES, readableHighWaterMark: 0 }
  const engine = wrapper === 'raw' ? createInflateRaw(options) : createInflate(options)
  const source = bytes.read()
  feed(engine, source).catch((error: Error) => engine.destroy(error))
  let size = 0
  let crc = 0
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) {
      size += chunk.length
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    engine.destroy()
    await source.return(undefined)
  }
  return { consumed: engine.bytesWritten, size, crc }
}

/**
 * Gives the engine one piece after the other, each when all that came out of those before is taken: an engine that meets damage
 * drops what nobody has taken yet, and what comes out of a stream would depend on who is faster.
 */
async function feed(engine: Writable, source: AsyncGenerator<Buffer>): Promise<void> {
  for (let piece = await source.next(); !piece.done; piece = await source.next()) {
    const { value } = piece
    await new Promise<void>((resolve, reject) => engine.write(value, (error) => (error ? reject(error) : resolve())))
  }
  engine.end()
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'Z_BUF_ERROR') return new RefusalError('truncated', 'The compressed data breaks off.')
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT')
    return new RefusalError('damaged-archive', 'The compressed data cannot be read.')
  return error
}
