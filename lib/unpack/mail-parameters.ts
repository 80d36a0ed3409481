import { asBytes, decodeCharset, decodeHex, decodeWords } from './mail-words.ts'

/** A header value such as `application/gzip; name="a.gz"`, its parameter names and the value itself in lower case. */
export type Parameterized = { value: string; parameters: Map<string, string> }

const VALUE_MAX = 8_000
const SEGMENT_COUNT_MAX = 100
const PARAMETER = /;\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\[^])*)"?|([^;]*))/g

/**
 * Reads a value with parameters (RFC 2045), also those cut in pieces or encoded (RFC 2231: Amazon SES cuts names in
 * two).
 */
export function parseParameters(header: string | null): Parameterized {
  const text = (header ?? '').slice(0, VALUE_MAX)
  const parameters = new Map<string, string>()
  for (const [, name, quoted, bare] of text.matchAll(PARAMETER)) {
    const value = quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll(/\\([^])/g, '$1')
    const key = name!.toLowerCase()
    if (!parameters.has(key)) parameters.set(key, value)
  }
  return { value: text.split(';', 1)[0]!.trim().toLowerCase(), parameters }
}

/** One parameter, put together and decoded; null when it is missing. */
export function parameter({ parameters }: Parameterized, name: string): string | null {
  const plain = parameters.get(name)
  if (plain !== undefined) return decodeWords(plain)
  const whole = parameters.get(`${name}*`)
  if (whole !== undefined) return decodeExtended(whole)
  return joinSegments(parameters, name)
}

function joinSegments(parameters: Map<string, string>, name: string): string | null {
  let isEncoded = false
  const segments: string[] = []
  while (segments.length < SEGMENT_COUNT_MAX) {
    const key = `${name}*${segments.length}`
    const encoded = parameters.get(`${key}*`)
    const segment = encoded ?? parameters.get(key)
    if (segment === undefined) break
    isEncoded ||= encoded !== undefined
    segments.push(segment)
  }
  if (segments.length === 0) return null
  return isEncoded ? decodeExtended(segments.join('')) : decodeWords(segments.join(''))
}

/** `charset'language'text%20with%20hex` */
function decodeExtended(text: string): string {
  const match = /^([^']*)'[^']*'([^]*)$/.exec(text)
  return decodeCharset(decodeHex(asBytes(match?.[2] ?? text), '%'), match?.[1] || 'utf-8')
}
