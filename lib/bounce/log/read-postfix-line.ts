import { type Delivery, type DeliveryOutcome, NOTHING_SAID } from '../delivery.ts'
import { readReply } from '../read-reply.ts'
import { between, isLoopback, toAddress, toMessageId } from './fields.ts'
import { readTime } from './log-time.ts'
import type { Sendings } from './sendings.ts'
import { toText } from './split-lines.ts'

/** What hands messages to other hosts; `error` and `retry` repeat what became of an earlier try. */
const SENDERS = new Set(['smtp', 'lmtp', 'error', 'retry'])
const NAME_MAX = 64
const PID = /^\d{1,10}$/
const QUEUE_ID = /^[0-9A-Za-z]{5,24}$/
const RELAY = /^([^\s[\]]{1,255})\[([0-9A-Fa-f.:]{2,45})\]/
const UNREACHED = /(?:connect to|conversation with|lost connection with) ([^\s[\]]{1,255})\[([0-9A-Fa-f.:]{2,45})\]/

type Entry = { host: string | null; program: string; queueId: string; said: string }

/** Whether Postfix wrote it: `name/program[pid]: `. */
export function isPostfixLine(line: string): boolean {
  const open = line.indexOf('[')
  const close = line.indexOf(']: ', open)
  const slash = line.lastIndexOf('/', open)
  return slash > 0 && close > open && open - slash < NAME_MAX && PID.test(line.slice(open + 1, close))
}

/** Reads a line of Postfix: what it tells of a message is remembered, and a try to deliver one is the answer. */
export function readPostfixLine(line: string, sendings: Sendings, now: Date): Delivery | null {
  const entry = readEntry(line)
  if (!entry) return null
  const { program, said } = entry
  if (SENDERS.has(program)) return said.startsWith('to=<') ? readTry(line, entry, sendings, now) : null
  if (program === 'cleanup' || program === 'qmgr') remember(entry, sendings)
  return null
}

function readEntry(line: string): Entry | null {
  const open = line.indexOf('[')
  const close = line.indexOf(']: ', open)
  const slash = line.lastIndexOf('/', open)
  const colon = line.indexOf(': ', close + 3)
  if (colon < 0) return null
  const queueId = line.slice(close + 3, colon)
  if (!QUEUE_ID.test(queueId)) return null
  return { host: hostBefore(line, slash), program: line.slice(slash + 1, open), queueId, said: line.slice(colon + 2) }
}

/** The word before the program; some containers write none, and then it is the time. */
function hostBefore(line: string, slash: number): string | null {
  const end = line.lastIndexOf(' ', slash)
  const host = line.slice(line.lastIndexOf(' ', end - 1) + 1, Math.max(end, 0))
  return host === '' || host[2] === ':' || host.length > 255 || /^\d{4}-/.test(host) ? null : host
}

function remember({ host, program, queueId, said }: Entry, sendings: Sendings): void {
  const id = idOf(host, queueId)
  if (said.startsWith('message-id=')) {
    // The first line that names the message: Postfix uses short ids again, and then this is another message.
    sendings.set(id, { messageId: toMessageId(said.slice('message-id='.length)), envelopeFrom: null })
  } else if (program === 'qmgr' && said.startsWith('from=<')) {
    const known = sendings.get(id)
    const envelopeFrom = toAddress(between(said, 'from=<', '>'))
    if (known) known.envelopeFrom = envelopeFrom
    else sendings.set(id, { messageId: null, envelopeFrom })
  } else if (said.startsWith('removed')) sendings.forget(id)
}

/** @returns in memory of its own. */
function idOf(host: string | null, queueId: string): string {
  return toText(`${host ?? ''} ${queueId}`)
}

function readTry(line: string, { host, queueId, said }: Entry, sendings: Sendings, now: Date): Delivery | null {
  const status = between(said, ', status=', ' ')
  const known = status && KNOWN_STATUS[status]
  if (!known) return null
  const relay = RELAY.exec(between(said, ', relay=', ',') ?? '')
  const remoteHost = relay && toText(relay[1]!)
  const remoteIp = relay && toText(relay[2]!)
  const sending = sendings.get(idOf(host, queueId))
  const common = {
    ...NOTHING_SAID,
    carrier: 'postfix' as const,
    at: readTime(line, now)?.at ?? null,
    status: between(said, ', dsn=', ',')?.slice(0, 11) ?? null,
    remoteHost,
    remoteIp,
    recipient: toAddress(between(said, 'to=<', '>')),
    envelopeFrom: sending?.envelopeFrom ?? null,
    messageId: sending?.messageId ?? null,
    queueId: toText(queueId),
    reportingHost: host && toText(host),
  }
  if (known === 'delivered') return relay && !isLoopback(remoteIp) ? { ...common, outcome: known } : null
  return readFailure(common, known, toText(said.slice(said.indexOf(', status=') + 9 + status.length + 1)))
}

/** `expired` is the end of tries that were put off. */
const KNOWN_STATUS: Record<string, DeliveryOutcome> = {
  sent: 'delivered',
  bounced: 'refused',
  expired: 'refused',
  deferred: 'deferred',
  SOFTBOUNCE: 'deferred',
}

function readFailure(common: Omit<Delivery, 'outcome'>, outcome: DeliveryOutcome, words: string): Delivery | null {
  const text = words.startsWith('(') && words.endsWith(')') ? words.slice(1, -1) : words
  const reply = text.includes(' said: ') || text.includes('refused to talk to me: ') ? readReply(text) : null
  if (reply) {
    const { host, ip } = reply
    const remoteHost = host ?? common.remoteHost
    return {
      ...common,
      outcome,
      reply,
      status: reply.status ?? common.status,
      remoteHost,
      remoteIp: ip ?? common.remoteIp,
    }
  }
  const unreached = UNREACHED.exec(text)
  // What Postfix itself would not send on (an unknown transport, an error of its own) was on its way to nobody.
  if (!unreached && !common.remoteHost && !text.includes('not found') && !text.includes('timed out')) return null
  const [, remoteHost = common.remoteHost, remoteIp = common.remoteIp] = unreached ?? []
  return { ...common, outcome: 'unreachable', remoteHost, remoteIp }
}
