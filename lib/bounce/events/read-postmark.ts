import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, id, instant, text } from './fields.ts'

/** Types of Postmark's that are no refusal by the recipient's host; every other one is. */
const OUTCOMES: Record<string, DeliveryOutcome> = {
  Transient: 'deferred',
  DnsError: 'unreachable',
  ManuallyDeactivated: 'suppressed',
  Unconfirmed: 'suppressed',
  BadEmailAddress: 'suppressed',
  TemplateRenderingFailed: 'suppressed',
}
const NO_BOUNCE = new Set([
  'AutoResponder',
  'Subscribe',
  'Unsubscribe',
  'OpenRelayTest',
  'VirusNotification',
  'ChallengeVerification',
  'AddressChange',
])

/** Postmark: one event, with its kind in `RecordType`. */
export function readPostmark(json: unknown): Events | null {
  const kind = text(at(json, 'RecordType'))
  if (!kind) return null
  const told = {
    at: instant(at(json, 'BouncedAt') ?? at(json, 'DeliveredAt')),
    recipient: address(at(json, 'Email') ?? at(json, 'Recipient')),
    headerFrom: address(at(json, 'From')),
  }
  const type = text(at(json, 'Type')) ?? ''
  if (kind === 'SpamComplaint' || (kind === 'Bounce' && type === 'SpamComplaint'))
    return { deliveries: [], complaints: [toComplaint('postmark', told)] }
  const outcome = outcomeOf(kind, type)
  if (!outcome) return { deliveries: [], complaints: [] }
  const providerId = id(at(json, 'MessageID'))
  const words = text(at(json, 'Details'))
  return { deliveries: [toDelivery('postmark', outcome, { ...told, providerId, text: words })], complaints: [] }
}

function outcomeOf(kind: string, type: string): DeliveryOutcome | null {
  if (kind === 'Delivery') return 'delivered'
  if (kind !== 'Bounce' || NO_BOUNCE.has(type)) return null
  return Object.hasOwn(OUTCOMES, type) ? OUTCOMES[type]! : 'refused'
}
