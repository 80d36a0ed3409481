import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, instant, ip, messageId, text } from './fields.ts'

const OUTCOMES: Record<string, DeliveryOutcome> = {
  hard_bounce: 'refused',
  soft_bounce: 'refused',
  deferred: 'deferred',
  delivered: 'delivered',
  blocked: 'suppressed',
  invalid_email: 'suppressed',
  error: 'suppressed',
}
const OTHERS = new Set(['spam', 'complaint', 'request', 'opened', 'unique_opened', 'click', 'unsubscribed'])

/** Brevo: one event, or an array of them where they are sent in batches; `message-id` is the Message-ID. */
export function readBrevo(json: unknown): Events | null {
  const events = (Array.isArray(json) ? json : [json]).filter(isEvent)
  if (events.length === 0) return null
  const read: Events = { deliveries: [], complaints: [] }
  for (const event of events) readEvent(event, read)
  return read
}

function isEvent(event: unknown): boolean {
  const name = text(at(event, 'event')) ?? ''
  return text(at(event, 'message-id')) !== null && (Object.hasOwn(OUTCOMES, name) || OTHERS.has(name))
}

function readEvent(event: unknown, { deliveries, complaints }: Events): void {
  const name = text(at(event, 'event'))!
  const told = {
    at: instant(at(event, 'ts_epoch') ?? at(event, 'ts_event') ?? at(event, 'ts')),
    recipient: address(at(event, 'email')),
    headerFrom: address(at(event, 'sender_email')),
    messageId: messageId(at(event, 'message-id')),
    sourceIp: ip(at(event, 'sending_ip')),
  }
  if (name === 'spam' || name === 'complaint') complaints.push(toComplaint('brevo', told))
  if (Object.hasOwn(OUTCOMES, name))
    deliveries.push(toDelivery('brevo', OUTCOMES[name]!, { ...told, text: text(at(event, 'reason')) }))
}
