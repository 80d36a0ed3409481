import { redact } from './redact.ts'

/** What a log says of an error. */
export type DescribedError = { class: string; code?: string; message: string; at?: string[]; cause?: DescribedError }

const MESSAGE_MAX = 400
const FRAMES_MAX = 6
const DEPTH_MAX = 3

/**
 * An error for the log: class, code, message and where in the code it was thrown. Everything else that an error may carry stays out:
 * the row, the statement and the parameters of Postgres, the arguments of a query of Prisma's.
 */
export function describeError(error: unknown, depth = 1): DescribedError {
  if (!(error instanceof Error)) return { class: typeof error, message: 'Something was thrown that is no error.' }
  const { code, cause } = error as Error & { code?: unknown }
  const frames = framesOf(error.stack)
  return {
    class: error.constructor.name || error.name,
    ...(typeof code === 'string' && { code: redact(code) }),
    message: redact(messageOf(error)).slice(0, MESSAGE_MAX),
    ...(frames.length > 0 && { at: frames }),
    ...(cause instanceof Error && depth < DEPTH_MAX && { cause: describeError(cause, depth + 1) }),
  }
}

/** Prisma's messages begin with the query and its arguments; their last line says what went wrong. */
function messageOf({ name, message }: Error): string {
  return name.startsWith('PrismaClient') ? (message.trim().split('\n').at(-1) ?? '') : message
}

/** The stack without its first lines, which repeat the message. */
function framesOf(stack = ''): string[] {
  return stack
    .split('\n')
    .map((line) => /^ {4}at (.*)$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined)
    .slice(0, FRAMES_MAX)
}
