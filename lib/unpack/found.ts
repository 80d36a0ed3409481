import { type RefusalCode, refuse, RefusalError } from '../errors.ts'
import { type Budget, LimitReached } from './budget.ts'
import type { Bytes } from './bytes.ts'
import type { DocumentKind, UnpackedDocument } from './document.ts'
import { Spool } from './spool.ts'

type WithoutOrdinal<Document> = Document extends unknown ? Omit<Document, 'ordinal'> : never

/** A document before it is numbered. */
export type Found = WithoutOrdinal<UnpackedDocument>

/** Where the walk is: the name of what is being opened, in how many containers it lies, and whether one of them is a mail. */
export type Place = { name: string | null; depth: number; isMailed: boolean }

/** What the openers of containers share. `open` looks into whatever they bring to light. */
export type Walk = {
  budget: Budget
  directory: string
  open: (bytes: Bytes, place: Place) => AsyncGenerator<Found>
}

const NAME_MAX = 255

export function refused(place: Place, code: RefusalCode, detail?: string, kind: DocumentKind = 'other'): Found {
  return { name: place.name, kind, bytes: null, mail: null, refusal: refuse(code, detail) }
}

/** The document for a refusal that came out of a stream. Faults, and limits that end the walk, are thrown on. */
export function caught(place: Place, error: unknown): Found {
  if (!(error instanceof RefusalError) || error instanceof LimitReached) throw error
  return { name: place.name, kind: 'other', bytes: null, mail: null, refusal: error.refusal }
}

/** Writes a stream to a spool, charging each chunk first. Throws what the stream throws, with the spool closed. */
export function collect(chunks: AsyncIterable<Buffer>, { budget, directory }: Walk): Promise<Spool> {
  return Spool.from(charged(chunks, budget), directory)
}

/** Looks into a stream: the documents in it, or the refusal the stream ended with. */
export async function* openStream(chunks: AsyncIterable<Buffer>, place: Place, walk: Walk): AsyncGenerator<Found> {
  let spool
  try {
    spool = await collect(chunks, walk)
  } catch (error) {
    yield caught(place, error)
    return
  }
  try {
    yield* walk.open(spool, place)
  } finally {
    await spool.close()
  }
}

/** A name as given, fit to be stored: a database takes no NUL, and nobody reads more than 255 characters. */
export function cleanName(name: string | null): string | null {
  return (
    name
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, NAME_MAX)
      .toWellFormed() || null
  )
}

async function* charged(chunks: AsyncIterable<Buffer>, budget: Budget): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    budget.takeBytes(chunk.length)
    yield chunk
  }
}
