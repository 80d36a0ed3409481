import { type Delivery, type DeliveryOutcome, NOTHING_SAID, type Phase } from '../delivery.ts'
import { readReply } from '../read-reply.ts'
import { isLoopback, toAddress, toMessageId } from './fields.ts'
import { readTime } from './log-time.ts'
import type { Sending, Sendings } from './sendings.ts'
import { toText } from './split-lines.ts'

/** `answered`: recipients that the host has refused or put off already. `host`, `ip`: who is being tried. */
export type HarakaSending = Sending & {
  recipients: string[]
  answered: string[]
  host: string | null
  ip: string | null
}

/** A connection's uuid, its transaction, and the part of it for one domain. */
const UUID = /(?:\[|uuid=)([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?:\.\d{1,6}){0,2})(?:\]| |$)/
const RECIPIENTS_MAX = 100
/** How far a line is searched for its uuid: time, host and level stand before it. */
const HEAD_MAX = 400

/**
 * Reads a line of Haraka, in its plain shape or in logfmt: what it tells of a message is remembered, and what became of a try to deliver one is the answer,
 * for each recipient that is known.
 */
export function readHarakaLine(line: string, sendings: Sendings<HarakaSending>, now: Date): Delivery[] {
  const found = UUID.exec(line.slice(0, HEAD_MAX))
  if (!found) return []
  const uuid = found[1]!
  if (!line.includes('[outbound]') && !line.includes('source=outbound')) {
    rememberIncoming(line, uuid, sendings)
    return []
  }
  const sending = sendingOf(uuid, sendings)
  const tried = readTry(messageOf(line), sending)
  if (!tried) return []
  const time = readTime(line, now)
  const common = {
    ...NOTHING_SAID,
    carrier: 'haraka' as const,
    at: time?.at ?? null,
    envelopeFrom: sending.envelopeFrom,
    messageId: sending.messageId,
    queueId: toText(uuid),
    reportingHost: hostOf(line, time?.end ?? 0),
  }
  return tried.recipients.map((recipient) => ({ ...common, ...tried.said, recipient }))
}

/** The host that syslog names; Haraka's own lines have none. */
function hostOf(line: string, from: number): string | null {
  const name = /^ ([^\s[\]=]{1,255}) [^\s[\]]{1,64}(?:\[\d{1,10}\])?: /.exec(line.slice(from, from + HEAD_MAX))?.[1]
  return name ? toText(name) : null
}

/** What was taken in as `<uuid>.1` goes out as `<uuid>.1.1`, `.2` and so on. */
function sendingOf(uuid: string, sendings: Sendings<HarakaSending>): HarakaSending {
  const known = sendings.get(uuid)
  if (known) return known
  const parent = sendings.get(uuid.slice(0, uuid.lastIndexOf('.')))
  const sending = { ...NOTHING_KNOWN, ...parent, recipients: [...(parent?.recipients ?? [])], answered: [] }
  sendings.set(toText(uuid), sending)
  return sending
}

const NOTHING_KNOWN = { messageId: null, envelopeFrom: null, recipients: [], answered: [], host: null, ip: null }

function rememberIncoming(line: string, uuid: string, sendings: Sendings<HarakaSending>): void {
  const sender = / sender <([^<>\s]{1,320})>/.exec(line)?.[1]
  const recipient = / recipient <([^<>\s]{1,320})>/.exec(line)?.[1]
  const messageId = line.includes(' mid=') ? field(line, 'mid') : null
  if (!sender && !recipient && !messageId) return
  const sending = sendings.get(uuid) ?? { ...NOTHING_KNOWN, recipients: [] }
  const address = toAddress(recipient)
  if (sender) sending.envelopeFrom = toAddress(sender)
  if (messageId) sending.messageId = toMessageId(messageId)
  if (address && sending.recipients.length < RECIPIENTS_MAX) sending.recipients.push(address)
  sendings.set(toText(uuid), sending)
}

/** What outbound says, without what stands before it; in logfmt the message may stand in quotes. */
function messageOf(line: string): string {
  const plain = line.indexOf('[outbound]')
  if (plain >= 0) return line.slice(plain + '[outbound]'.length).trim()
  const rest = line.slice(line.indexOf('source=outbound') + 'source=outbound'.length).trim()
  if (!rest.startsWith('message=')) return rest
  const message = field(` ${rest}`, 'message') ?? ''
  const quotes = rest.startsWith('message="') ? 2 : 0
  return `${message.replaceAll('\\"', '"')} ${rest.slice('message='.length + quotes + message.length)}`.trim()
}

type Try = { recipients: (string | null)[]; said: Pick<Delivery, 'outcome'> & Partial<Delivery> }

function readTry(message: string, sending: HarakaSending): Try | null {
  const looked = /^Looking up A{1,4} records for: ([^\s]{1,255})/.exec(message)
  if (looked) sending.host = toText(looked[1]!)
  const attempt = /^Attempting to deliver to: ([^\s]{1,255}):\d{1,5}/.exec(message)
  if (attempt) setTried(sending, toText(attempt[1]!))
  if (/^"?delivered/.test(message)) return readDelivered(message, sending)
  const single = /^recipient <([^<>\s]{1,320})> (rejected|deferred): /.exec(message)
  if (single) return readAnswered(message.slice(single[0].length), single, sending)
  return readFailed(message, sending)
}

function setTried(sending: HarakaSending, name: string): void {
  if (/^[\d.]+$|:/.test(name)) sending.ip = name
  else Object.assign(sending, { host: name, ip: null })
}

function readDelivered(message: string, sending: HarakaSending): Try | null {
  const remoteIp = toTextOrNull(field(message, 'ip'))
  // LMTP is how mail is put into mailboxes of one's own.
  if (isLoopback(remoteIp) || field(message, 'mode') === 'LMTP') return null
  const remoteHost = toTextOrNull(field(message, 'host'))
  return {
    recipients: recipientsOf(message, sending),
    said: { outcome: 'delivered', remoteHost, remoteIp },
  }
}

/** Those of the message that are at the domain it went to. */
function recipientsOf(message: string, { recipients, answered }: HarakaSending): (string | null)[] {
  const named = toAddress(
    (field(message, 'rcpt') ?? field(message, 'recipient') ?? field(message, 'to'))?.replaceAll(/^<|>$/g, ''),
  )
  if (named) return [named]
  const domain = field(message, 'domain')?.toLowerCase()
  const left = recipients.filter((one) => !answered.includes(one) && (!domain || one.endsWith(`@${domain}`)))
  return left.length > 0 ? left : [null]
}

/** In answer to RCPT TO; of LMTP, where it may be another phase, there is nothing here. */
function readAnswered(words: string, [, address, word]: RegExpExecArray, sending: HarakaSending): Try {
  const recipient = toAddress(address)
  if (recipient && sending.answered.length < RECIPIENTS_MAX) sending.answered.push(recipient)
  const said = failure(words, word === 'rejected' ? 'refused' : 'deferred', sending, '', 'rcpt')
  return { recipients: [recipient], said }
}

const FAILED: [RegExp, DeliveryOutcome][] = [
  [/^"?bouncing mail: |^"?bounced?\b(?: file=\S{0,255})?:? ?/, 'refused'],
  [
    /^"?temp fail(?:ing|ed)? ?[^\s:]{0,255} for [\d.]{1,12} seconds: |^"?temp fail(?:ing|ed)?\b(?: for)?:? ?|^"?deferred\b:? ?/i,
    'deferred',
  ],
]

function readFailed(message: string, sending: HarakaSending): Try | null {
  for (const [pattern, outcome] of FAILED) {
    const start = pattern.exec(message)
    if (!start) continue
    const words = message.slice(start[0].length)
    // Each of them has had a line of its own.
    if (words.startsWith('Some recipients ')) return null
    const said = failure(words, outcome, sending, message, 'unknown')
    return { recipients: recipientsOf(message, sending), said }
  }
  return null
}

function failure(
  words: string,
  outcome: DeliveryOutcome,
  sending: HarakaSending,
  message: string,
  phase: Phase,
): Try['said'] {
  const answer = REPLY_FIELDS.map((name) => field(` ${message}`, name)).find((text) => text !== null) ?? words
  const text = toText(answer)
  const reply = /\b[245]\d\d[ -]/.test(text) ? readReply(text) : null
  const remoteHost = toTextOrNull(field(message, 'host')) ?? reply?.host ?? sending.host
  const remoteIp = toTextOrNull(field(message, 'ip')) ?? reply?.ip ?? sending.ip
  if (!reply) return { outcome: 'unreachable', remoteHost, remoteIp }
  const stated = reply.phase === 'unknown' ? { ...reply, phase } : reply
  return { outcome, reply: stated, status: reply.status, remoteHost, remoteIp }
}

const REPLY_FIELDS = ['response', 'reason', 'err', 'error', 'msg']

function toTextOrNull(bytes: string | null): string | null {
  return bytes ? toText(bytes) : null
}

/** The value of ` name=value` or ` name="value"`. */
function field(line: string, name: string): string | null {
  const start = line.indexOf(` ${name}=`)
  if (start < 0) return null
  const from = start + name.length + 2
  if (line[from] !== '"') return line.slice(from).split(/[\s"]/, 1)[0] || null
  let end = line.indexOf('"', from + 1)
  while (end > 0 && line[end - 1] === '\\') end = line.indexOf('"', end + 1)
  return end < 0 ? line.slice(from + 1) : line.slice(from + 1, end)
}
