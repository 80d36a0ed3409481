import { crc32 } from 'node:zlib'

import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type ZipFile } from 'yauzl'

import { type RefusalCode, RefusalError } from '../errors.ts'
import { type Bytes, stretch } from './bytes.ts'
import { cleanName } from './found.ts'
import { inflate } from './inflate.ts'
import { zipBounds } from './zip-bounds.ts'

const STORED = 0
const DEFLATED = 8

/** One member of a zip file. `content` may be read once; it throws a `RefusalError`. */
export type ZipEntry = {
  name: string | null
  isNoise: boolean
  obstacle: RefusalCode | null
  content: () => AsyncGenerator<Buffer>
}

/**
 * The members of a zip file, in the order of its directory. Sizes given there are not believed: what comes out counts.
 * Throws a `RefusalError` at the place where the directory cannot be read any further.
 */
export async function* zipEntries(whole: Bytes): AsyncGenerator<ZipEntry> {
  const bytes = await zipBounds(whole)
  if (!bytes) throw new RefusalError('truncated', 'The end of the zip file is missing.')
  const file = await openDirectory(bytes)
  try {
    const entries = file.eachEntry()
    for (;;) {
      const { value, done } = await entries.next().catch(throwRefusal)
      if (done) return
      yield describe(value, file, bytes)
    }
  } finally {
    file.close()
  }
}

function openDirectory(bytes: Bytes): Promise<ZipFile> {
  // decodeStrings is off: with it, one name like "../x" would make the whole archive unreadable. Names are only shown
  // here.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
  return fromRandomAccessReaderPromise(new BytesReader(bytes), bytes.size, options).catch(throwRefusal)
}

function describe(entry: Entry, file: ZipFile, bytes: Bytes): ZipEntry {
  const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  return {
    name: cleanName(raw),
    isNoise: isNoise(raw),
    obstacle: findObstacle(entry),
    content: () => readEntry(entry, file, bytes),
  }
}

/** Directories, and what macOS and Windows add on their own. A name may be missing altogether; that is no directory. */
function isNoise(name: string): boolean {
  return /\/$|(?:^|\/)(?:__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$)/.test(name)
}

function findObstacle(entry: Entry): RefusalCode | null {
  if (entry.isEncrypted()) return 'encrypted-archive'
  return entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED ? null : 'unsupported-archive'
}

async function* readEntry(entry: Entry, file: ZipFile, bytes: Bytes): AsyncGenerator<Buffer> {
  const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true }).catch(throwRefusal)
  const data = stretch(bytes, fileDataStart, fileDataStart + entry.compressedSize)
  const { crc } = yield* entry.compressionMethod === STORED ? copy(data) : inflate(data, 'raw')
  if (crc !== entry.crc32) throw new RefusalError('damaged-archive', 'A checksum in the zip file is wrong.')
}

async function* copy(bytes: Bytes): AsyncGenerator<Buffer, { crc: number }> {
  let crc = 0
  for await (const chunk of bytes.read()) {
    crc = crc32(chunk, crc)
    yield chunk
  }
  return { crc }
}

/** yauzl has no error codes, only sentences; what is no sentence of its own about the file is a fault of ours. */
function throwRefusal(error: unknown): never {
  const message = error instanceof Error ? error.message : ''
  if (/unexpected EOF|overflows file bounds/.test(message))
    throw new RefusalError('truncated', 'The zip file points to places that are not in it.')
  if (/encryption/.test(message)) throw new RefusalError('encrypted-archive')
  if (/multi-disk/.test(message))
    throw new RefusalError('unsupported-archive', 'This is one volume of a split zip file.')
  if (/signature|comment length|extra field|zip64|mismatch/i.test(message))
    throw new RefusalError('damaged-archive', 'The directory of the zip file cannot be read.')
  throw error
}

/** Lets yauzl read anywhere in bytes that need not be in memory. */
class BytesReader extends RandomAccessReader {
  readonly #bytes: Bytes

  constructor(bytes: Bytes) {
    super()
    this.#bytes = bytes
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#bytes.slice(position, length).then((found) => callback(null, found.copy(buffer, offset)), callback)
  }
}
