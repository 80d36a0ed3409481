import { type Delivery, type DeliveryOutcome, NOTHING_SAID } from '../delivery.ts'
import { readReply } from '../read-reply.ts'
import { between, isLoopback, toAddress, toMessageId } from './fields.ts'
import { readTime } from './log-time.ts'
import type { Sendings } from './sendings.ts'
import { toText } from './split-lines.ts'

/** Ids are 6-6-2 characters, since Exim 4.97 6-11-4. */
const ENTRY =
  /^ ?(?:\[\d{1,10}\] )?([0-9A-Za-z]{6}-[0-9A-Za-z]{6}(?:[0-9A-Za-z]{5})?-[0-9A-Za-z]{2,4}) (<=|=>|->|>>|==|\*\*|Completed)(?: |$)/
const HOST = / H=(?:([^\s[(]{1,255}) )?(?:\([^\s)]{0,255}\) )?\[([0-9A-Fa-f.:]{2,45})\]/
const LOCAL_IP = / I=\[([0-9A-Fa-f.:]{2,45})\]/
const PARENT = /^<([^<>\s]{1,320})>/

const OUTCOMES: Record<string, DeliveryOutcome> = {
  '=>': 'delivered',
  '->': 'delivered',
  '>>': 'delivered',
  '==': 'deferred',
  '**': 'refused',
}

/** Where what Exim logs itself begins, and who logs it: syslog puts a head of its own before it. */
function startOf(line: string): { start: number; host: string | null } {
  const program = line.indexOf(' exim[')
  if (program < 0) return { start: 0, host: null }
  const end = line.indexOf(']: ', program)
  return { start: end < 0 ? 0 : end + 3, host: line.slice(line.lastIndexOf(' ', program - 1) + 1, program) }
}

/** Reads a line of Exim's main log: what it tells of a message is remembered, and a try to deliver one is the answer. */
export function readEximLine(line: string, sendings: Sendings, now: Date): Delivery | null {
  const { start, host } = startOf(line)
  const own = start ? line.slice(start) : line
  // Without log_timestamp only syslog says when.
  const time = readTime(own, now) ?? (start ? { at: readTime(line, now)?.at ?? null, end: 0 } : null)
  if (!time) return null
  const entry = ENTRY.exec(own.slice(time.end))
  if (!entry) return null
  const [whole, id, flag] = entry as unknown as [string, string, string]
  const said = own.slice(time.end + whole.length)
  const queueId = toText(id)
  if (flag === '<=') {
    const messageId = toMessageId(said.match(/ id=(\S{1,998})/)?.[1] ?? null)
    sendings.set(queueId, { messageId, envelopeFrom: toAddress(said.split(' ', 1)[0]) })
  } else if (flag === 'Completed') sendings.forget(queueId)
  else return readTry({ at: time.at, queueId, reportingHost: host && toText(host) }, OUTCOMES[flag]!, said, sendings)
  return null
}

type Head = Pick<Delivery, 'at' | 'queueId' | 'reportingHost'>

function readTry(head: Head, outcome: DeliveryOutcome, said: string, sendings: Sendings): Delivery | null {
  const host = HOST.exec(said)
  const remoteIp = host && toText(host[2]!)
  if (outcome === 'delivered' && (!host || isLoopback(remoteIp))) return null
  const sending = sendings.get(head.queueId!)
  const localIp = LOCAL_IP.exec(said)?.[1]
  const common = {
    ...NOTHING_SAID,
    ...head,
    carrier: 'exim' as const,
    remoteHost: host?.[1] ? toText(host[1]) : null,
    remoteIp,
    recipient: recipientOf(said),
    envelopeFrom: sending?.envelopeFrom ?? toAddress(between(said, ' F=<', '>')),
    messageId: sending?.messageId ?? null,
    sourceIp: localIp ? toText(localIp) : null,
  }
  return outcome === 'delivered' ? { ...common, outcome } : readFailure(common, outcome, said)
}

/** The address it went to; what stands behind it in angle brackets is the one it was made of, unless that is the only one. */
function recipientOf(said: string): string | null {
  const end = said.startsWith('"') ? said.indexOf('"@', 1) : 0
  const space = said.indexOf(' ', Math.max(end, 0))
  const first = (space < 0 ? said : said.slice(0, space)).replace(/:$/, '')
  return toAddress(first) ?? toAddress(PARENT.exec(said.slice(space + 1))?.[1])
}

function readFailure(common: Omit<Delivery, 'outcome'>, outcome: DeliveryOutcome, said: string): Delivery | null {
  const start = said.search(/[SL]MTP error from remote mail/)
  const reply = start < 0 ? null : readReply(toText(said.slice(start)))
  if (reply) {
    const { status, host, ip } = reply
    return { ...common, outcome, reply, status, remoteHost: host ?? common.remoteHost, remoteIp: ip ?? common.remoteIp }
  }
  // Not tried again yet, and an address that Exim itself has no way for.
  if (said.includes('retry time not reached') || !said.includes(' T=')) return null
  return { ...common, outcome: 'unreachable' }
}
