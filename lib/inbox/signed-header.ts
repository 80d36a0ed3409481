import { type HeaderSignature, wordOf } from './read-signatures.ts'
import type { Header } from './read-top.ts'

/**
 * The bytes that the signature in `b=` is of: the headers it names, from the bottom up, and its own header (RFC 6376, sections 3.5 and
 * 3.7). The body is in them by its hash alone.
 */
export function signedHeader(headers: Header[], { header, tags }: HeaderSignature): Buffer {
  const [canonicalization] = wordOf(tags, 'c').split('/')
  const canonicalize = canonicalization === 'relaxed' ? relax : (text: string) => text
  const left = Map.groupBy(
    headers.filter((one) => one !== header),
    ({ name }) => name,
  )
  // A name that is there once more than its headers signs that there is no further one.
  const signed = wordOf(tags, 'h')
    .split(':')
    .flatMap((name) => left.get(name)?.pop() ?? [])
  const lines = [...signed.map(({ text }) => text), withoutSignature(header.text)].map(canonicalize)
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

/** RFC 6376, section 3.4.2. Not by the library, which takes a byte of a letter beyond ASCII for white space. */
function relax(text: string): string {
  const nameEnd = text.indexOf(':')
  const value = text
    .slice(nameEnd + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[\t ]+/g, ' ')
    .replaceAll(/^ | $/g, '')
  return `${text.slice(0, nameEnd).trim().toLowerCase()}:${value}`
}

function withoutSignature(text: string): string {
  const nameEnd = text.indexOf(':') + 1
  return text.slice(0, nameEnd) + text.slice(nameEnd).replace(/((?:^|;)\s*b\s*=)[^;]*/, '$1')
}
