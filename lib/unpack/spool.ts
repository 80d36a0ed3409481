import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import path from 'node:path'

/**
 * Bytes that can be read several times: in memory while they are few, in a nameless temporary file once they are many.
 * The file is unlinked as soon as it is open, so nothing is left behind whenever the process dies.
 */
export class Spool {
  static readonly MEMORY_MAX = 1024 * 1024
  static readonly READ_BYTES = 64 * 1024

  readonly #directory: string
  #chunks: Buffer[] = []
  #file: FileHandle | null = null
  #size = 0

  /** @param directory where a temporary file is made if one is needed; created when missing. */
  constructor(directory: string) {
    this.#directory = directory
  }

  static async from(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, directory: string): Promise<Spool> {
    const spool = new Spool(directory)
    try {
      for await (const chunk of bytes) await spool.write(chunk)
    } catch (error) {
      await spool.close()
      throw error
    }
    return spool
  }

  get size(): number {
    return this.#size
  }

  async write(chunk: Uint8Array): Promise<void> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (!this.#file && this.#size + bytes.length > Spool.MEMORY_MAX) await this.#moveToFile()
    if (this.#file) await writeAll(this.#file, bytes, this.#size)
    else this.#chunks.push(Buffer.from(bytes))
    this.#size += bytes.length
  }

  /** Reads `length` bytes at `position`, fewer at the end. */
  async slice(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.#size - position))
    if (!this.#file) return this.#inMemory().subarray(position, position + wanted)
    return this.readInto(Buffer.allocUnsafe(wanted), position)
  }

  /** Fills `buffer` from `position` on and returns the part that was filled; for a caller that reads much with one buffer. */
  async readInto(buffer: Buffer, position: number): Promise<Buffer> {
    if (!this.#file) return buffer.subarray(0, this.#inMemory().copy(buffer, 0, position))
    let done = 0
    while (done < buffer.length) {
      const { bytesRead } = await this.#file.read(buffer, done, buffer.length - done, position + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return buffer.subarray(0, done)
  }

  /** Reads everything, from the start, in chunks of at most 64 KiB; may be called again and again. */
  async *read(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.#size; position += Spool.READ_BYTES)
      yield await this.slice(position, Spool.READ_BYTES)
  }

  async close(): Promise<void> {
    this.#chunks = []
    await this.#file?.close()
    this.#file = null
    this.#size = 0
  }

  #inMemory(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  async #moveToFile(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    const name = path.join(this.#directory, `${randomUUID()}.spool`)
    this.#file = await open(name, 'wx+', 0o600)
    await unlink(name)
    await writeAll(this.#file, this.#inMemory(), 0)
    this.#chunks = []
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
