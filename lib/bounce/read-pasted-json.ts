import { type Delivery, NOTHING_SAID } from './delivery.ts'
import { hostName } from './find-host.ts'
import { mailAddress } from './mail-address.ts'
import { failedOutcome, isNobodys } from './outcome.ts'
import { readReply } from './read-reply.ts'

const DEPTH_MAX = 8
const VALUES_MAX = 2_000

/** In the order in which they are believed. */
const REPLY_KEYS = [
  'diagnosticcode',
  'smtpresponse',
  'response',
  'rawreason',
  'statusmessage',
  'description',
  'message',
  'details',
  'reason',
]
const RECIPIENT_KEYS = ['recipient', 'emailaddress', 'email', 'rcptto', 'rcpt', 'to', 'destination']
const HOST_KEYS = ['remotemtaip', 'remotemta', 'recipientmailserverhostname', 'mx-host', 'mxhost', 'mx']
const SUPPRESSED =
  /"(?:type|event|event_type|bouncesubtype|bouncetype|reason|status)"\s{0,3}:\s{0,3}"[^"]{0,40}suppress/i

/** A provider's event that somebody pasted: the reply in it with what stands beside it; null for what is no JSON with a reply in it. */
export function readPastedJson(text: string): Delivery | null {
  const values = /^\s*[{[]/.test(text) ? valuesOf(text) : null
  const words = values && firstOf(values, REPLY_KEYS)
  const read = words ? readReply(words) : null
  if (!values || !words || !read) return null
  const reply =
    read.smtpCode === null ? withCode(read, firstOf(values, ['responsecode', 'response_code', 'code'])) : read
  const isReply = reply.smtpCode !== null || !isNobodys(words)
  return {
    ...NOTHING_SAID,
    carrier: 'text',
    outcome: SUPPRESSED.test(text) ? 'suppressed' : failedOutcome(isReply ? reply : null, words),
    reply: isReply ? reply : null,
    status: reply.status ?? statusOf(firstOf(values, ['status', 'enhancedstatuscode', 'enhanced-code'])),
    remoteHost: reply.host ?? hostName(firstOf(values, HOST_KEYS)),
    remoteIp: reply.ip,
    recipient: mailAddress(firstOf(values, RECIPIENT_KEYS)),
  }
}

function withCode<Read extends { smtpCode: number | null }>(reply: Read, code: string | null): Read {
  return code !== null && /^[245]\d\d$/.test(code) ? { ...reply, smtpCode: Number(code) } : reply
}

function statusOf(text: string | null): string | null {
  return /^[245]\.\d{1,3}\.\d{1,3}$/.exec(text ?? '')?.[0] ?? null
}

function firstOf(values: Map<string, string>, keys: string[]): string | null {
  for (const key of keys) if (values.has(key)) return values.get(key)!
  return null
}

/** The texts and numbers in JSON, the first of each name that is not empty, also those of JSON within a text (Amazon SNS). */
function valuesOf(text: string): Map<string, string> | null {
  const values = new Map<string, string>()
  const waiting: { name: string; value: unknown; depth: number }[] = [{ name: '', value: parsed(text), depth: 0 }]
  for (let at = 0; at < waiting.length && at < VALUES_MAX; at++) {
    const { name, value, depth } = waiting[at]!
    if (typeof value === 'number' || typeof value === 'string') {
      const inner = typeof value === 'string' && value.startsWith('{') ? parsed(value) : null
      if (inner !== null) waiting.push({ name, value: inner, depth: depth + 1 })
      else if (value !== '' && !values.has(name)) values.set(name, String(value))
    } else if (typeof value === 'object' && value !== null && depth < DEPTH_MAX) {
      const entries = Object.entries(value).slice(0, VALUES_MAX)
      for (const [key, each] of entries)
        waiting.push({ name: Array.isArray(value) ? name : key.toLowerCase(), value: each, depth: depth + 1 })
    }
  }
  return values.size > 0 ? values : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
