import type { BounceRow } from '#lib/queries/rows.ts'

import { recipientOf } from './bounce-words.ts'

/** What happened, in one sentence. */
export function whatHappened(bounce: BounceRow): string {
  const message = `${bounce.headerFrom === null ? 'A message' : `A message from ${bounce.headerFrom}`} to ${recipientOf(bounce)}`
  if (bounce.kind === 'refused') return `${message} was refused.`
  if (bounce.kind === 'deferred')
    return `${message} was put off. The sending server tries again by itself, and gives up after some days.`
  if (bounce.kind === 'suppressed')
    return `${message} was not sent: your provider has the recipient on a list of its own. The receiver never saw it.`
  return `${message} did not get through: no host of the receiver answered.`
}
