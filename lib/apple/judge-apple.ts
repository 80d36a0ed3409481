import { appleDomain } from './apple-domain.ts'
import { isAppleMailHost } from './apple-mail-host.ts'
import { appleNetwork } from './apple-network.ts'
import type { AppleVerdict } from './apple-verdict.ts'
import { isAppleText, isForeignText } from './find-reply.ts'

/** What is known of a delivery, for whether it is Apple's. */
export type AppleFacts = {
  /** The innermost reply; null where nobody replied. */
  reply: string | null
  /** Who gave it. */
  host: string | null
  ip: string | null
  /** Another host passed it on as a part of its own reply. */
  isQuoted: boolean
  /** The recipient's mail exchangers; empty where they are not known. */
  mxHosts: string[]
  recipientDomain: string | null
  /** The recipient's domain is known to be another operator's. */
  isElsewhere: boolean
  /** The provider did not send it, so nobody was asked. */
  isSuppressed: boolean
}

const NO: AppleVerdict = { isIcloud: false, basis: null, certainty: 'no' }
const CANNOT_TELL: AppleVerdict = { isIcloud: false, basis: null, certainty: 'unknown' }

/**
 * Whether a reply is Apple's: who refused says more than where the recipient's mail goes, that more than the recipient's domain, and
 * that more than the text. Text alone never makes it sure.
 */
export function judgeApple(facts: AppleFacts): AppleVerdict {
  if (facts.isSuppressed) return NO
  return byHost(facts) ?? byMx(facts) ?? byRecipient(facts) ?? byText(facts)
}

function byHost({ host, ip, reply, isQuoted }: AppleFacts): AppleVerdict | null {
  if (host !== null && isAppleMailHost(host)) return yes('host')
  // Who passes on what Apple said is not who refused.
  if (isQuoted && reply !== null && isAppleText(reply)) return inferred('text')
  if (host !== null) return NO
  if (ip === null) return null
  return isAppleAddress(ip) ? inferred('host') : NO
}

function byMx({ mxHosts }: AppleFacts): AppleVerdict | null {
  if (mxHosts.length === 0) return null
  return mxHosts.some((host) => isAppleMailHost(host) || isIcloudDomain(host)) ? yes('mx') : NO
}

function byRecipient({ recipientDomain, isElsewhere, reply }: AppleFacts): AppleVerdict | null {
  if (recipientDomain === null) return null
  if (reply !== null && isForeignText(reply)) return NO
  const found = appleDomain(recipientDomain)
  if (found) return found.kind === 'corporate' ? NO : inferred('recipient')
  // Its mail may go to Apple all the same; the text may say so.
  return isElsewhere ? NO : null
}

function byText({ reply }: AppleFacts): AppleVerdict {
  if (reply === null) return CANNOT_TELL
  if (isForeignText(reply)) return NO
  return isAppleText(reply) ? inferred('text') : CANNOT_TELL
}

/** From the other networks in its SPF record Apple sends; mail for it is taken in 17.0.0.0/8. */
function isAppleAddress(ip: string): boolean {
  return appleNetwork(ip)?.network.startsWith('17.') ?? false
}

/** A provider's routing domain names the operator's domain in place of a host. */
function isIcloudDomain(name: string): boolean {
  const found = appleDomain(name)
  return found !== null && found.kind !== 'corporate' && found.domain === name.toLowerCase()
}

function yes(basis: 'host' | 'mx'): AppleVerdict {
  return { isIcloud: true, basis, certainty: 'yes' }
}

function inferred(basis: 'host' | 'recipient' | 'text'): AppleVerdict {
  return { isIcloud: true, basis, certainty: 'inferred' }
}
