import type { BounceRow } from '#lib/queries/rows.ts'

/** Answers that say themselves what they are about. */
const PLAIN = ['mailbox-unknown', 'mailbox-full', 'relay-denied', 'sender-dns', 'helo', 'rate', 'deferred']

/** What a bounce cannot tell, whoever reads it. */
export function unknowableOf({ kind, isIcloud, code, class: replyClass }: BounceRow): string[] {
  if (kind === 'suppressed') return ['What the receiver would have answered.']
  if (kind === 'unreachable') return ['Whether the receiver turned the connection away, or could not be reached.']
  if (PLAIN.includes(replyClass))
    return ['Whether the same address takes mail again now: only the next message shows it.']
  if (!isIcloud) return ['Which rule or figure of the receiver decided, beyond the words of its reply.']
  return [
    'Which rule fired.',
    'The figures that Apple keeps about you: it shows them to nobody.',
    'Whether users of Apple complained: Apple passes no complaints on.',
    ...(code === null ? [] : [`What Apple means by [${code}]: it has not published it.`]),
    'Whether mail that Apple took reached the inbox.',
  ]
}
