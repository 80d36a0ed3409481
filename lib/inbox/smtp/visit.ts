import type { SMTPServer } from 'smtp-server'

import type { ListenerLimits } from './listener-limits.ts'

type Connection = SMTPServer['connections'] extends Set<infer One> ? One : never

/** A connection, and what it did so far. */
export type Visit = {
  /** Recipients that were refused. */
  refusedCount: number
  isInTransfer: boolean
  /** Notes a step forward. */
  goOn(): void
  /** Ends it, with an answer. */
  cut(sentence: string): void
  /** It has ended. */
  forget(): void
}

/** Begins to watch a connection, and cuts it when it takes too long. */
export function beginVisit(connection: Connection, limits: Pick<ListenerLimits, 'progressMs' | 'connectionMs'>): Visit {
  const cut = (sentence: string): void => connection.send(421, sentence)
  const whole = setTimeout(() => cut('4.4.2 This connection has lasted long enough.'), limits.connectionMs)
  const step = setInterval(() => {
    // That has its own time.
    if (!visit.isInTransfer) cut('4.4.2 Nothing has happened here for too long.')
  }, limits.progressMs)
  const visit: Visit = {
    refusedCount: 0,
    isInTransfer: false,
    goOn: () => void step.refresh(),
    cut,
    forget: () => {
      clearTimeout(whole)
      clearInterval(step)
    },
  }
  return visit
}
