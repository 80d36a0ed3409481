import { appleDomain } from '../apple/apple-domain.ts'
import { type FoundReply, findReply } from '../apple/find-reply.ts'
import { judgeApple } from '../apple/judge-apple.ts'
import { classifyReply } from '../bounce/classify-reply.ts'
import type { Delivery, Phase } from '../bounce/delivery.ts'
import { identifyMailbox, mailboxOperator } from '../receivers/identify-mailbox.ts'
import type { Judgement } from './judgement.ts'

const ICLOUD = { id: 'icloud', name: 'iCloud' }

/** Says whose reply a delivery met and what kind of answer it is. @param mxHosts of the recipient, where more is known than the carrier says. */
export function judgeDelivery(delivery: Delivery, mxHosts: string[] = delivery.mxHosts): Judgement {
  const { reply, outcome, recipient } = delivery
  const isQuoted = reply?.quotedBy != null
  // Of a reply within another one, the carrier's host is who passed it on.
  const host = reply?.host ?? (isQuoted ? null : delivery.remoteHost)
  const ip = reply?.ip ?? (isQuoted ? null : delivery.remoteIp)
  const recipientDomain = recipient === null ? null : (recipient.split('@').at(-1)?.toLowerCase() ?? null)
  const verdict = judgeApple({
    reply: reply?.text ?? null,
    host,
    ip,
    isQuoted,
    mxHosts,
    recipientDomain,
    isElsewhere: mailboxOperator(recipientDomain) !== null,
    isSuppressed: outcome === 'suppressed',
  })
  const found = reply && verdict.isIcloud ? findReply(reply.text) : null
  return {
    receiver:
      verdict.isIcloud || isIcloudRecipient(recipientDomain)
        ? ICLOUD
        : identifyMailbox({ host, mxHosts, recipientDomain }),
    ...verdict,
    code: found?.tag ?? null,
    replyGroup: found?.entry.group ?? null,
    replyClass: classOf(delivery, found),
    phase: reply?.phase ?? 'unknown',
    usualPhase: (found?.entry.usualPhase ?? 'unknown') as Phase,
  }
}

/** Whoever refused it. */
function isIcloudRecipient(domain: string | null): boolean {
  const kind = appleDomain(domain)?.kind
  return kind === 'icloud' || kind === 'relay'
}

function classOf({ reply, status, outcome }: Delivery, found: FoundReply | null): Judgement['replyClass'] {
  if (found) return found.entry.class
  if (reply) return classifyReply(reply.text, reply.smtpCode, status)
  return outcome === 'deferred' || outcome === 'unreachable' ? 'deferred' : 'unknown'
}
