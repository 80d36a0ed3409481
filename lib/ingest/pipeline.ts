import pLimit, { type LimitFunction } from 'p-limit'
import type pg from 'pg'

import { gather, togetherOrAlone } from '../db/gather.ts'
import type { Sealer } from '../db/seal.ts'
import type { Limits } from '../unpack/limits.ts'
import { type Claim, claimFirst } from './claim.ts'
import { type Outcome, rowsMax } from './outcome.ts'
import type { ProcessPayload } from './process-task.ts'
import { writeOutcomes } from './write-outcomes.ts'

export type Deps = {
  pool: pg.Pool
  limits: Limits
  /** Where spools put their temporary files. */
  directory: string
  now: () => Date
  /** For bytes that name people. */
  sealer: Sealer
}

/** What the submissions that one process reads at the same time share. */
export type Pipeline = {
  deps: Deps
  /** Begins the first attempt at a submission; null where there is none to begin (see claimFirst). */
  claim: (payload: ProcessPayload) => Promise<Claim | null>
  /** Writes the outcome of a light document, together with others that are there at the same time. */
  write: (outcome: Outcome) => Promise<void>
  /** Submissions that are being read. */
  inHand: Set<Claim>
  /** Turns for work that takes memory. */
  heavy: LimitFunction
  /** Turns for submissions that an attempt has failed on before. */
  suspects: LimitFunction
}

/** Documents above this size are read and written by turns, each in a transaction of its own; those below are held in memory. */
export const LIGHT_BYTES = 64 * 1024
/** So are those that come to more rows: a few bytes of XML may be many records. */
export const LIGHT_ROWS = 500
const HEAVY_AT_ONCE = 3
const TOGETHER_MAX = 100
/** Rows of `record` that one transaction writes, unless a single report has more. */
const ROWS_MAX = 5_000

export function openPipeline(deps: Deps): Pipeline {
  const together = async (outcomes: readonly Outcome[]): Promise<void[]> => {
    await writeOutcomes(outcomes, deps)
    return outcomes.map(() => undefined)
  }
  const groupOf = ({ organizationId }: ProcessPayload): string => organizationId
  return {
    deps,
    claim: gather((payloads: readonly ProcessPayload[]) => claimFirst(payloads, deps.pool), {
      itemsMax: TOGETHER_MAX,
      groupOf,
      atOnce: 1,
    }),
    write: gather(
      async (outcomes: readonly Outcome[]) => {
        const ends: (void | Error)[] = []
        for (const part of splitByRows(outcomes)) ends.push(...(await togetherOrAlone(part, together)))
        return ends
      },
      { itemsMax: TOGETHER_MAX, groupOf: ({ claim }) => groupOf(claim), atOnce: 1 },
    ),
    inHand: new Set(),
    heavy: pLimit(HEAVY_AT_ONCE),
    suspects: pLimit(1),
  }
}

/** What is read again may have to make sums anew, with locks of its own: it is a part by itself. */
function splitByRows(outcomes: readonly Outcome[]): Outcome[][] {
  const parts: Outcome[][] = []
  let rows = Infinity
  for (const outcome of outcomes) {
    const own = outcome.claim.reading > 1 ? ROWS_MAX : rowsMax(outcome)
    if (rows + own > ROWS_MAX) {
      parts.push([])
      rows = 0
    }
    parts.at(-1)!.push(outcome)
    rows += own
  }
  return parts
}
