/** Why nothing new is taken in at the moment: which answer of HTTP fits, and a sentence for whoever hands something in. */
export type Shortage = { status: 507; sentence: string } | { status: 503; sentence: string; retryAfterSeconds: number }

export type Capacity = {
  /** Bytes that are free on the disk of the data directory. */
  freeBytes: number
  /** Whether the database gave this process a connection in time. */
  isDatabaseFree: boolean
}

const KEPT = 'What is stored stays and can be read.'
const AGAIN = 'send it again: nothing counts twice.'
const MIB = 1024 * 1024

/** The shortage that work would run into, or null when there is room. */
export function findShortage({ freeBytes, isDatabaseFree }: Capacity, freeBytesMin: number): Shortage | null {
  if (freeBytes < freeBytesMin)
    return {
      status: 507,
      sentence: `The disk of Signet's data has ${Math.floor(freeBytes / MIB)} MiB free, and below ${Math.ceil(freeBytesMin / MIB)} MiB (LIMIT_FREE_BYTES) nothing new is taken in. ${KEPT} Make room, then ${AGAIN}`,
    }
  if (!isDatabaseFree)
    return {
      status: 503,
      sentence: `All connections to the database are in use. ${KEPT} In a moment, ${AGAIN}`,
      retryAfterSeconds: 5,
    }
  return null
}

/** The shortage that an error tells of (SQLSTATE 53100 and 53300, ENOSPC and EDQUOT of the system), or null for any other error. */
export function shortageOf(error: unknown): Shortage | null {
  switch (codeOf(error)) {
    case '53100':
      return { status: 507, sentence: `The disk of the database is full. ${KEPT} Make room, then ${AGAIN}` }
    case 'ENOSPC':
    case 'EDQUOT':
      return { status: 507, sentence: `The disk of Signet's data is full. ${KEPT} Make room, then ${AGAIN}` }
    case '53300':
      return {
        status: 503,
        sentence: `The database takes no more connections. ${KEPT} In a moment, ${AGAIN}`,
        retryAfterSeconds: 5,
      }
    default:
      return null
  }
}

/** Prisma wraps the database's error, with its code in the message. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const { code, message, cause } = error as Error & { code?: unknown }
  const said = /\b(53100|53300|ENOSPC|EDQUOT)\b/
  return said.exec(String(code))?.[1] ?? said.exec(message)?.[1] ?? codeOf(cause)
}
