import { hostName } from '../find-host.ts'
import { ipAddress } from '../ip-addresses.ts'
import { mailAddress } from '../mail-address.ts'

const TEXT_MAX = 16 * 1024
const ID_MAX = 998
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/
/** Ten digits count seconds, thirteen milliseconds. */
const SECONDS_MAX = 100_000_000_000

/** What stands behind a row of names in parsed JSON; undefined where it does not go so far. */
export function at(json: unknown, ...names: string[]): unknown {
  let value = json
  for (const name of names) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** An array, or an array of nothing. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text, cut to a bounded length; a number as text. */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value.slice(0, TEXT_MAX).toWellFormed() : null
}

/** The provider's name for a message. */
export function id(value: unknown): string | null {
  const found = text(value)
  return found && found.length <= ID_MAX ? found : null
}

/** Message-ID without its angle brackets. */
export function messageId(value: unknown): string | null {
  const found = id(value)?.trim()
  return (found?.startsWith('<') && found.endsWith('>') ? found.slice(1, -1) : found) || null
}

/** An address, alone or behind a name, with its domain in lower case. */
export function address(value: unknown): string | null {
  return mailAddress(text(value))
}

/** A name of a host or domain, in lower case and without the dot at its end. */
export function host(value: unknown): string | null {
  return hostName(text(value))
}

/** A whole IP address. */
export function ip(value: unknown): string | null {
  return ipAddress(text(value))
}

/** Enhanced status `x.y.z`. */
export function status(value: unknown): string | null {
  const found = text(value)?.trim() ?? ''
  return STATUS.test(found) ? found : null
}

/** ISO 8601 in UTC: of seconds or milliseconds since 1970, or of a written time, which counts as UTC where it has no zone. */
export function instant(value: unknown): string | null {
  const found = text(value)?.trim().slice(0, 64)
  if (!found) return null
  const number = Number(found)
  const ms = Number.isFinite(number) ? (number < SECONDS_MAX ? number * 1_000 : number) : written(found)
  const time = new Date(ms)
  const year = time.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? time.toISOString() : null
}

function written(found: string): number {
  const bare = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?$/.test(found)
  return Date.parse(bare ? `${found.replace(' ', 'T')}Z` : found)
}
