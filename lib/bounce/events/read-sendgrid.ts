import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, id, instant, ip, list, messageId, status, text } from './fields.ts'

const OUTCOMES: Record<string, DeliveryOutcome> = {
  bounce: 'refused',
  blocked: 'refused',
  dropped: 'suppressed',
  deferred: 'deferred',
  delivered: 'delivered',
}

/** SendGrid: an array of events, each with an id of its own. */
export function readSendgrid(json: unknown): Events | null {
  const events = list(json).filter((event) => text(at(event, 'sg_event_id')) ?? text(at(event, 'sg_message_id')))
  if (events.length === 0) return null
  const read: Events = { deliveries: [], complaints: [] }
  for (const event of events) readEvent(event, read)
  return read
}

function readEvent(event: unknown, { deliveries, complaints }: Events): void {
  const name = text(at(event, 'event')) ?? ''
  const told = {
    at: instant(at(event, 'timestamp')),
    recipient: address(at(event, 'email')),
    messageId: messageId(at(event, 'smtp-id')),
    sourceIp: ip(at(event, 'ip')),
  }
  if (name === 'spamreport') complaints.push(toComplaint('sendgrid', { ...told, sourceIp: null }))
  const outcome = Object.hasOwn(OUTCOMES, name) ? OUTCOMES[name] : null
  if (!outcome) return
  deliveries.push(
    toDelivery('sendgrid', outcome, {
      ...told,
      providerId: id(at(event, 'sg_message_id')),
      status: status(at(event, 'status')),
      text: text(at(event, 'reason')) ?? text(at(event, 'response')),
    }),
  )
}
