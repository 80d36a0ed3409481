import { isDomain } from './domain-name.ts'
import { quoteValue } from './quote-value.ts'

const NAME_MAX = 120

/** A domain or selector in a sentence: bare where it reads as a name, else in quotation marks. */
export function nameDomain(written: string): string {
  return written.length <= NAME_MAX && isDomain(written.toLowerCase()) ? written : quoteValue(written)
}
