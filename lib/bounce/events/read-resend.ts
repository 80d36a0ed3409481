import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, id, instant, list, messageId, text } from './fields.ts'

const RECIPIENTS_MAX = 1_000

const OUTCOMES: Record<string, DeliveryOutcome> = {
  'email.bounced': 'refused',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'deferred',
  'email.suppressed': 'suppressed',
}

/** Resend: one event about one message, to each of its recipients. */
export function readResend(json: unknown): Events | null {
  const type = text(at(json, 'type'))
  const data = at(json, 'data')
  if (!type?.startsWith('email.') || id(at(data, 'email_id')) === null) return null
  const to = at(data, 'to')
  const recipients = (Array.isArray(to) ? to : [to]).slice(0, RECIPIENTS_MAX).map(address)
  const told = {
    at: instant(at(json, 'created_at')),
    headerFrom: address(at(data, 'from')),
    messageId: messageId(at(data, 'message_id')),
  }
  if (type === 'email.complained')
    return { deliveries: [], complaints: recipients.map((recipient) => toComplaint('resend', { ...told, recipient })) }
  const outcome = Object.hasOwn(OUTCOMES, type) ? OUTCOMES[type] : null
  if (!outcome) return { deliveries: [], complaints: [] }
  const failed = { ...told, providerId: id(at(data, 'email_id')), text: replyOf(data) }
  const really = at(data, 'bounce', 'subType') === 'Suppressed' ? 'suppressed' : outcome
  return {
    deliveries: recipients.map((recipient) => toDelivery('resend', really, { ...failed, recipient })),
    complaints: [],
  }
}

/** The host's own words where they are given, else Resend's about them. */
function replyOf(data: unknown): string | null {
  const bounce = at(data, 'bounce')
  const given = at(bounce, 'diagnosticCode')
  return text(Array.isArray(given) ? list(given)[0] : given) ?? text(at(bounce, 'message'))
}
