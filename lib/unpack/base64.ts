import type { Bytes } from './bytes.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = 64
const NOISE = 255

const SEXTETS = new Uint8Array(256).fill(NOISE)
for (const [sextet, letter] of Buffer.from(ALPHABET).entries()) SEXTETS[letter] = sextet
SEXTETS['='.charCodeAt(0)] = PADDING

/**
 * Decodes base64 as it comes: what is none of its letters is passed over, padding may be missing, and padding in the
 * middle ends a run, since some writers encode piece by piece. (Buffer's decoder wants it all at once and stops at the
 * padding.)
 */
export async function* decodeBase64(bytes: Bytes): AsyncGenerator<Buffer> {
  const run = new Run()
  for await (const chunk of bytes.read()) {
    const out = Buffer.allocUnsafe(chunk.length + 3)
    yield out.subarray(0, run.decode(chunk, out))
  }
  const out = Buffer.alloc(3)
  yield out.subarray(0, run.end(out, 0))
}

class Run {
  #bits = 0
  #count = 0

  /** Writes the decoded bytes to `out` and says how many they are. */
  decode(chunk: Buffer, out: Buffer): number {
    let length = 0
    for (const letter of chunk) {
      const sextet = SEXTETS[letter]!
      if (sextet === NOISE) continue
      if (sextet === PADDING) {
        length = this.end(out, length)
        continue
      }
      this.#bits = (this.#bits << 6) | sextet
      this.#count += 1
      if (this.#count < 4) continue
      out[length++] = this.#bits >> 16
      out[length++] = (this.#bits >> 8) & 0xff
      out[length++] = this.#bits & 0xff
      this.#reset()
    }
    return length
  }

  /** Writes what an incomplete group of letters still holds. */
  end(out: Buffer, length: number): number {
    if (this.#count === 2) out[length++] = this.#bits >> 4
    if (this.#count === 3) {
      out[length++] = this.#bits >> 10
      out[length++] = (this.#bits >> 2) & 0xff
    }
    this.#reset()
    return length
  }

  #reset(): void {
    this.#bits = 0
    this.#count = 0
  }
}
