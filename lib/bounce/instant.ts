const ZONED = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC?|[ECMP][SD]T))\s*(?:\([^()]{0,60}\))?$/i

/** A time as ISO 8601 in UTC; null for what is none, and for one that does not state its zone. */
export function instant(text: string | null | undefined): string | null {
  const words = (text ?? '').trim().slice(0, 100)
  if (!ZONED.test(words)) return null
  const time = new Date(words.replace(/\s*\([^()]*\)$/, ''))
  const year = time.getUTCFullYear()
  return Number.isNaN(time.getTime()) || year < 1970 || year > 9999 ? null : time.toISOString()
}
