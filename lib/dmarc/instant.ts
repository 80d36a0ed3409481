/** Seconds since 1970 above which the number must be milliseconds: 1e11 seconds is the year 5138. */
const SECONDS_MAX = 1e11

export type Instant = { seconds: number; isMilliseconds: boolean; isFractional: boolean }

/**
 * `1538413632`, `1538413632.0` (older parsers of our own kind wrote that) and `1538413632000`; null when it is no
 * number.
 */
export function readInstant(written: string): Instant | null {
  const text = written.trim()
  if (!/^\d{1,20}(\.\d*)?$/.test(text)) return null
  const number = Math.floor(Number(text))
  const isMilliseconds = number > SECONDS_MAX
  const seconds = isMilliseconds ? Math.floor(number / 1000) : number
  return seconds > SECONDS_MAX ? null : { seconds, isMilliseconds, isFractional: text.includes('.') }
}
