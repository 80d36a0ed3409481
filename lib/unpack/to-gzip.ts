import { gzipSync } from 'node:zlib'

/** Packs a text that Signet wrote itself. */
export function toGzip(text: string): Buffer {
  return gzipSync(text)
}
