import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, id, instant, list, messageId, text } from './fields.ts'

const OUTCOMES: Record<string, DeliveryOutcome> = {
  delivery: 'delivered',
  bounce: 'refused',
  'soft bounce': 'deferred',
  suspension: 'suppressed',
  reject: 'suppressed',
}

/** Mailtrap: `{ events: [...] }`. */
export function readMailtrap(json: unknown): Events | null {
  const events = list(at(json, 'events')).filter((event) => text(at(event, 'event')) && text(at(event, 'email')))
  if (events.length === 0) return null
  const read: Events = { deliveries: [], complaints: [] }
  for (const event of events) readEvent(event, read)
  return read
}

function readEvent(event: unknown, { deliveries, complaints }: Events): void {
  const name = text(at(event, 'event')) ?? ''
  const told = { at: instant(at(event, 'timestamp')), recipient: address(at(event, 'email')) }
  if (name === 'spam complaint' || name === 'spam') complaints.push(toComplaint('mailtrap', told))
  const outcome = Object.hasOwn(OUTCOMES, name) ? OUTCOMES[name] : null
  if (!outcome) return
  deliveries.push(
    toDelivery('mailtrap', outcome, {
      ...told,
      messageId: messageId(at(event, 'smtp_message_id')),
      providerId: id(at(event, 'message_id')),
      text: replyOf(event),
    }),
  )
}

/** The code stands beside the reply; Mailtrap has been seen to give 555 for what the host answered with another one. */
function replyOf(event: unknown): string | null {
  const words = text(at(event, 'response')) ?? text(at(event, 'reason'))
  const code = text(at(event, 'response_code')) ?? ''
  return words && /^[45]\d\d$/.test(code) && !/^[45]\d\d[ -]/.test(words) ? `${code} ${words}` : words
}
