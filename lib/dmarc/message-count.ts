/** A count as it can be added up: a safe integer, 0 or more. `problem` says why it is not simply what was written. */
export type MessageCount = { count: number; problem: null | 'unreadable' | 'capped' }

/** `12`, ` 12 `, `+12` and `12.0` are 12; anything else, and anything below 0, is unreadable and counts 0. */
export function readCount(written: string): MessageCount {
  const digits = /^\+?(\d+)(?:\.0*)?$/.exec(written.trim())?.[1]
  if (digits === undefined) return { count: 0, problem: 'unreadable' }
  return capCount(Number(digits))
}

export function capCount(count: number): MessageCount {
  if (count <= Number.MAX_SAFE_INTEGER) return { count, problem: null }
  return { count: Number.MAX_SAFE_INTEGER, problem: 'capped' }
}
