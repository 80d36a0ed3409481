import { pino } from 'pino'

import { describeError } from './describe-error.ts'
import { redact } from './redact.ts'

/**
 * Structured lines on standard error. Give it ids, codes and counts, and an error as `error`. What slips in with a message of
 * others is taken out: addresses, secrets, what a query was given.
 */
export const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method) {
        method.apply(this, args.map(clean) as typeof args)
      },
    },
  },
  pino.destination({ fd: 2, sync: true }),
)

function clean(value: unknown): unknown {
  if (typeof value === 'string') return redact(value)
  if (value instanceof Error) return { error: describeError(value), msg: 'an error was logged' }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cleanField(field)]))
}

function cleanField(field: unknown): unknown {
  if (field instanceof Error) return describeError(field)
  return typeof field === 'string' ? redact(field) : field
}
