import { quoteValue } from './quote-value.ts'

/** A comment or human_result as a sentence of its own; nothing where there is none. */
export function reportersWords(written: string | null): string {
  return written === null || written.trim() === '' ? '' : `The reporter adds: ${quoteValue(written)}.`
}
