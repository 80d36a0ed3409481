import { type Delivery, NOTHING_SAID, type Reply } from './delivery.ts'
import { findHost, hostName } from './find-host.ts'
import { instant } from './instant.ts'
import { ipAddress } from './ip-addresses.ts'
import { mailAddress } from './mail-address.ts'
import { failedOutcome, isNobodys } from './outcome.ts'
import { plainText } from './plain-text.ts'
import { readPastedBounce } from './read-pasted-bounce.ts'
import { readPastedJson } from './read-pasted-json.ts'
import { readReply } from './read-reply.ts'
import { replier } from './replier.ts'

const TEXT_MAX = 64 * 1024
const LINE_MAX = 8 * 1024

/** A line of a log that tells how a delivery went. */
const LOG_LINE = /\bstatus=(?:bounced|deferred|sent)\b| (?:\*\*|==) \S{1,320}@\S|\[outbound\]/i
const RECIPIENT = [
  /\bto=<([^<>\s]{3,320})>/i,
  / (?:\*\*|==|=>|->) (\S{3,320})/,
  /\b(?:final|original)-recipient:\s{0,9}(?:rfc822\s{0,3};)?\s{0,9}(\S{3,320})/i,
  /\b(?:rcpt|recipient|to)[ :=]{1,3}<([^<>\s]{3,320})>/i,
  /(?:^|\n)[ \t]{0,20}<?([^\s<>]{1,128}@[\w.-]{3,253})>?[ \t]{0,5}[:\n]/,
]
const RELAY = /\b(?:relay|H)=([\w.-]{1,255})\s?(?:\[([0-9a-f.:]{3,45})\])?/i
const TIME = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?\s?(?:Z|[+-]\d\d:?\d\d))/

/**
 * Reads what somebody pasted: a reply, a log's line, a bounce, a provider's event. What can be told of one delivery; null for a text
 * with nothing in it.
 */
export function readText(text: string): Delivery | null {
  const given = text.slice(0, TEXT_MAX)
  const event = readPastedJson(given)
  if (event) return event
  const bounce = readPastedBounce(given)
  if (bounce) return bounce
  const plain = plainText(given)
  const lines = plain.split('\n')
  const line = lines.findLast((each) => LOG_LINE.test(each.slice(0, LINE_MAX)))
  return line === undefined ? readWords(plain) : readWords(line.slice(0, LINE_MAX), plain)
}

function readWords(words: string, around = words): Delivery | null {
  const read = readReply(words)
  if (read === null) return null
  const reply = read.smtpCode === null && isNobodys(words) ? null : read
  return {
    ...NOTHING_SAID,
    carrier: 'text',
    outcome: statedOutcome(words) ?? failedOutcome(reply, words),
    at: instant(TIME.exec(words)?.[1]),
    status: reply?.status ?? /\bdsn=([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null,
    ...replier(reply, relayOf(words, reply)),
    recipient: recipientIn(words) ?? recipientIn(around.slice(0, LINE_MAX)),
    envelopeFrom: mailAddress(/\bfrom=<([^<>\s]{3,320})>/i.exec(words)?.[1]),
    queueId: /\bpostfix\/[\w/-]{1,40}\[\d{1,9}\]: ([0-9A-Za-z]{6,20}): /.exec(words)?.[1] ?? null,
  }
}

/** The host that a log names; where nobody replied, the one that was tried. */
function relayOf(words: string, reply: Reply | null): { host: string | null; ip: string | null } {
  const relay = RELAY.exec(words)
  const host = hostName(relay?.[1])
  return host === null && reply === null ? findHost(words) : { host, ip: ipAddress(relay?.[2]) }
}

function statedOutcome(words: string): Delivery['outcome'] | null {
  const status = /\bstatus=(bounced|deferred|sent)\b/.exec(words)?.[1]
  if (status === 'sent') return 'delivered'
  if (isNobodys(words) && !/\b[245]\d\d[ -][45]\.\d/.test(words)) return null
  return status === 'deferred' || / == \S{1,320}@\S/.test(words) ? 'deferred' : null
}

function recipientIn(words: string): string | null {
  for (const pattern of RECIPIENT) {
    const found = mailAddress(pattern.exec(words)?.[1])
    if (found !== null) return found
  }
  return null
}
