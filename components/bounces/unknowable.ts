import { UNKNOWABLE } from '#lib/apple/find-reply.ts'
import type { BounceRow } from '#lib/queries/rows.ts'

/** Answers that say themselves what they are about. */
const PLAIN = ['mailbox-unknown', 'mailbox-full', 'relay-denied', 'sender-dns', 'helo', 'rate', 'deferred']

/** What a bounce cannot tell, whoever reads it. */
export function unknowableOf({ kind, isIcloud, class: replyClass }: BounceRow): string[] {
  if (kind === 'suppressed') return ['What the receiver would have answered.']
  if (kind === 'unreachable') return ['Whether the receiver turned the connection away, or could not be reached.']
  if (PLAIN.includes(replyClass))
    return ['Whether the same address takes mail again now: only the next message shows it.']
  return isIcloud ? [...UNKNOWABLE] : ['Which rule or figure of the receiver decided, beyond the words of its reply.']
}
