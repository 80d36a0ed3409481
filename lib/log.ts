import { pino } from 'pino'

/** Structured lines on standard error. Never give it bytes, addresses of people or secrets: ids, codes and counts only. */
export const log = pino(
  { base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ fd: 2, sync: true }),
)
