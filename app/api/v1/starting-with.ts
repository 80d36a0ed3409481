/** What was read from an iterator already, and then the rest of it. */
export async function* startingWith(first: Buffer | void, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first) yield first
  yield* rest
}
