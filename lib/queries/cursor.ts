import { isDay } from '../filter.ts'
import { isUuid } from './is-uuid.ts'

/** Where the next part of a list begins: opaque to callers, and never trusted when it comes back. */
export type Page = { limit: number; cursor: string | null }

/** What the parts of a list's cursor must be, in order. */
export type CursorShape = readonly ('text' | 'number' | 'uuid' | 'day')[]

export function encodeCursor(position: (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @returns the position, or null when there is no cursor or it is none of this shape. */
export function decodeCursor(cursor: string | null, shape: CursorShape): (string | number)[] | null {
  if (!cursor) return null
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isOurs = Array.isArray(position) && position.length === shape.length
    return isOurs && shape.every((part, index) => isPart(part, position[index])) ? position : null
  } catch {
    return null
  }
}

function isPart(part: CursorShape[number], value: unknown): boolean {
  if (part === 'number') return Number.isFinite(value)
  if (typeof value !== 'string' || value.includes('\0')) return false
  if (part === 'day') return isDay(value)
  return part === 'text' || isUuid(value)
}

/** Cuts a list that was read with one row more than its limit. */
export function cutPage<T>(rows: T[], limit: number, position: (row: T) => (string | number)[]): [T[], string | null] {
  const last = rows[limit - 1]
  return rows.length > limit && last ? [rows.slice(0, limit), encodeCursor(position(last))] : [rows, null]
}
