import { Readable } from 'node:stream'
import { crc32, createInflate, createInflateRaw } from 'node:zlib'

import { RefusalError } from '../errors.ts'
import type { Bytes } from './bytes.ts'

const CHUNK_BYTES = 64 * 1024

/** What a deflate stream turned out to be: how many bytes it took up, and what came out of it. */
export type Inflated = { consumed: number; size: number; crc: number }

/**
 * Inflates one deflate stream at the start of `bytes`; what follows it is not looked at. Throws a `RefusalError` when
 * the stream ends too early (`truncated`) or is no such stream (`damaged-archive`).
 */
export async function* inflate(bytes: Bytes, wrapper: 'raw' | 'zlib'): AsyncGenerator<Buffer, Inflated> {
  const engine =
    wrapper === 'raw' ? createInflateRaw({ chunkSize: CHUNK_BYTES }) : createInflate({ chunkSize: CHUNK_BYTES })
  const source = Readable.from(bytes.read(), { objectMode: false })
  source.on('error', (error) => engine.destroy(error))
  let size = 0
  let crc = 0
  try {
    for await (const chunk of source.pipe(engine) as AsyncIterable<Buffer>) {
      size += chunk.length
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    source.destroy()
    engine.destroy()
  }
  return { consumed: engine.bytesWritten, size, crc }
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'Z_BUF_ERROR') return new RefusalError('truncated', 'The compressed data breaks off.')
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT')
    return new RefusalError('damaged-archive', 'The compressed data cannot be read.')
  return error
}
