import { cutText } from './warning-log.ts'

const VALUE_MAX = 120

/** What a report says, as a quotation on one line: no control or direction characters, no quotation mark that ends it. */
export function quoteValue(written: string): string {
  const line = written
    .slice(0, VALUE_MAX * 4)
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll(/[“”]/g, '"')
    .trim()
  return line.length > VALUE_MAX ? `“${cutText(line, VALUE_MAX - 1)}…”` : `“${line}”`
}
