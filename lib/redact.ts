import { isIP } from 'node:net'

/**
 * Takes out of a text what must not stand in a log: local parts of e-mail addresses, what a URL has before its host and after its path,
 * addresses of other machines, and values that an error quotes.
 */
export function redact(text: string): string {
  return text
    .replaceAll(URL_QUERY, '?…')
    .replaceAll(URL_CREDENTIALS, '://…@')
    .replaceAll(LOCAL_PART, HIDDEN)
    .replaceAll(QUOTED_VALUE, ': "…"')
    .replaceAll(MAYBE_IP, (found) => (isForeignIp(found) ? '…' : found))
}

/** Replaces what stands before the @ of e-mail addresses, where their domains are enough. */
export function hideLocalParts(text: string): string {
  return text.replaceAll(LOCAL_PART, HIDDEN)
}

const HIDDEN = '…@'
/** Up to the last @ before a space, since a password may itself hold an @ or a slash. */
const URL_CREDENTIALS = /(?<!file):\/\/[^\s"'<>]*@/g
const URL_QUERY = /\?[^\s"'?]*=[^\s"']*/g
const LOCAL_PART = /(?:"[^"\n]*"|[^\s"'<>(),:;@/\\]+)@(?=[^\s@])/g
/** Postgres and Node end a message so: `invalid input syntax for type inet: "…"`. */
const QUOTED_VALUE = /: ".*"/gs
const MAYBE_IP = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f.:]*[\da-f:])(?![\w])/gi

function isForeignIp(text: string): boolean {
  return isIP(text) !== 0 && !/^(?:127\.|::1(?::|$))/.test(text)
}
