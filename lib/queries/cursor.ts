/** Where the next part of a list begins: opaque to callers, and never trusted when it comes back. */
export type Page = { limit: number; cursor: string | null }

export function encodeCursor(position: (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @returns the position, or null when the cursor is none of ours with `length` parts. */
export function decodeCursor(cursor: string | null, length: number): (string | number)[] | null {
  if (!cursor) return null
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isOurs = Array.isArray(position) && position.length === length
    return isOurs && position.every((part) => typeof part === 'string' || Number.isFinite(part)) ? position : null
  } catch {
    return null
  }
}

/** Cuts a list that was read with one row more than its limit. */
export function cutPage<T>(rows: T[], limit: number, position: (row: T) => (string | number)[]): [T[], string | null] {
  const last = rows[limit - 1]
  return rows.length > limit && last ? [rows.slice(0, limit), encodeCursor(position(last))] : [rows, null]
}

/** Whether a text can be a cursor at all, of whatever list. */
export function isCursor(text: string): boolean {
  return [1, 2].some((length) => decodeCursor(text, length) !== null)
}
