import { NotOpened } from '#lib/ingest/read-chunks.ts'

/** What was read from an iterator already, and then the rest of it. */
export async function* startingWith(first: Buffer | void, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first) yield first
  yield* rest
}

/** The first of what is read; sealed bytes that do not open are told here, before an answer has begun. */
export async function firstOf(bytes: AsyncGenerator<Buffer>): Promise<IteratorResult<Buffer, void> | NotOpened> {
  try {
    return await bytes.next()
  } catch (error) {
    if (error instanceof NotOpened) return error
    throw error
  }
}
