import { toText } from './split-lines.ts'

const ADDRESS_MAX = 320
const MESSAGE_ID_MAX = 998

/** What stands between two marks, the first of them sought from `from` on; null where either is missing. */
export function between(line: string, before: string, after: string, from = 0): string | null {
  const start = line.indexOf(before, from)
  if (start < 0) return null
  const end = line.indexOf(after, start + before.length)
  return end < 0 ? null : line.slice(start + before.length, end)
}

/** An address with its domain in lower case; null for the empty one and for what is none. */
export function toAddress(bytes: string | null | undefined): string | null {
  if (!bytes || bytes.length > ADDRESS_MAX) return null
  const at = bytes.lastIndexOf('@')
  if (at < 1 || at === bytes.length - 1) return null
  const text = toText(bytes)
  const split = text.lastIndexOf('@')
  return text.slice(0, split) + text.slice(split).toLowerCase()
}

/** Message-ID without its angle brackets. */
export function toMessageId(bytes: string | null): string | null {
  if (!bytes || bytes.length > MESSAGE_ID_MAX) return null
  const bare = bytes.startsWith('<') && bytes.endsWith('>') ? bytes.slice(1, -1) : bytes
  return bare ? toText(bare) : null
}

/** What a server hands to on its own machine, as to a filter, comes back to it: that is no delivery to anybody. */
export function isLoopback(ip: string | null): boolean {
  return ip !== null && (ip.startsWith('127.') || ip === '::1')
}
