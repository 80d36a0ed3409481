/** An error whose message is a sentence for the person who started Signet: what is wrong and what to do. It is printed without a stack. */
export class PlainError extends Error {
  override readonly name = 'PlainError'
}
