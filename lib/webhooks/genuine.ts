import { timingSafeEqual } from 'node:crypto'

/** As far as clocks differ and a provider tries again: what was signed longer ago may be a copy that somebody kept. */
const AGE_MAX_MS = 5 * 60_000

export const FORGED = { isGenuine: false } as const
export const GENUINE = { isGenuine: true, confirmUrl: null } as const

/** Whether two values are the same, in a time that tells nothing of where they differ. */
export function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Whether something was signed just now. */
export function isFresh(signedMs: number, now: Date): boolean {
  return Math.abs(now.getTime() - signedMs) <= AGE_MAX_MS
}

/** Milliseconds of a number of seconds as it was signed; NaN for anything else. */
export function secondsToMs(text: string | null): number {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : Number.NaN
}

/** A body as a JSON object; null for everything else. */
export function toObject(body: Buffer): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(body.toString())
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
