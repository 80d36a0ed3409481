import type { DeliveryOutcome, Reply } from './delivery.ts'

const NOBODY =
  /timed? ?-?out|connection (?:refused|reset|lost|died|failed|could not|was closed)|could(?: not|n't) connect|lost connection|(?:host|domain)(?: or domain)?(?: name)? (?:was )?(?:not found|unknown|lookup)|no route to host|network is unreachable|name service error|unable to (?:connect|resolve)|retry time(?:out)? (?:exceeded|not reached)|unrouteable|couldn't find any host|no such (?:host|domain)|all (?:relevant )?MX records|name or service not known|bad destination (?:host|system)|host unknown/i
const SUPPRESSED =
  /suppression list|suppressed (?:address|recipient|by)|on (?:your|the|our) suppression|not (?:been )?sent because|did not (?:attempt|try) to (?:send|deliver)|previously (?:bounced|unsubscribed|complained)/i
const LOOK_MAX = 4_000

/** What a reply, or the words of a program that got none, say became of a message. */
export function failedOutcome(reply: Reply | null, words: string): DeliveryOutcome {
  const text = `${reply?.text ?? ''} ${words}`.slice(0, LOOK_MAX)
  if (isSuppressed(text)) return 'suppressed'
  if (reply?.smtpCode) return reply.smtpCode < 400 ? 'delivered' : reply.smtpCode < 500 ? 'deferred' : 'refused'
  return isNobodys(text) ? 'unreachable' : 'refused'
}

/** Whether a text says that no host answered. */
export function isNobodys(text: string): boolean {
  return NOBODY.test(text.slice(0, LOOK_MAX))
}

/** Whether a provider says that it did not send a message at all. */
export function isSuppressed(text: string): boolean {
  return SUPPRESSED.test(text.slice(0, LOOK_MAX))
}
