/** Bounded, so that a hostile text costs no more than its length. */
const ADDRESS = /(?:"[^"\r\n]{0,64}"|[^\s"'<>(),:;@[\]\\]{1,64})@(?=[\p{L}\p{N}[])/gu
/** Variable envelope return paths hold another address: `bounces+name=example.com@…`. */
const HIDDEN = '…@'

/** Replaces what stands before the @ of e-mail addresses: a reply names people, and their domains are enough. */
export function hideLocalParts(text: string): string {
  return text.replaceAll(ADDRESS, HIDDEN)
}
