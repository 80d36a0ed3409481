import { type Carrier, type Complaint, type Delivery, type DeliveryOutcome, NOTHING_SAID } from '../delivery.ts'
import { readReply } from '../read-reply.ts'

/** What a request or a file of a provider's events tells. */
export type Events = { deliveries: Delivery[]; complaints: Complaint[] }

/** Reads parsed JSON of one provider; null where it has not that provider's shape. */
export type EventReader = (json: unknown) => Events | null

/** What a provider says of one message; `text` is the reply or its own words for it. */
export type Told = Partial<Omit<Delivery, 'outcome' | 'carrier' | 'reply'>> & { text?: string | null }

const SUPPRESSED = /\bsuppress(?:ed|ion)\b/i
const REPLY = /(?:^|\D)[245]\d\d(?:\D|$)|(?<!\d\.)\b[245]\.\d{1,3}\.\d{1,3}\b|\[[A-Z]{2,4}\d{1,2}\]/
const UNREACHED =
  /timed? ?out|connection (?:refused|reset|lost|failed)|unable to connect|could not connect|(?:host|domain) not found|no (?:mx|such host)|unreachable/i

/**
 * A delivery of a provider's. Where its words hold no reply and say that nobody answered, it is unreachable; where they say that
 * the provider itself held the message back, suppressed.
 */
export function toDelivery(carrier: Carrier, outcome: DeliveryOutcome, { text = null, ...told }: Told): Delivery {
  const common = { ...NOTHING_SAID, carrier, ...told }
  if (outcome === 'delivered' || outcome === 'suppressed') return { ...common, outcome }
  const words = text?.trim() || null
  if (words && SUPPRESSED.test(words)) return { ...common, outcome: 'suppressed' }
  if (words && UNREACHED.test(words) && !REPLY.test(words)) return { ...common, outcome: 'unreachable' }
  const reply = words === null ? null : readReply(words)
  // Some providers call a bounce soft by habits of their own, whatever the host answered.
  const isFinal = reply?.smtpCode ? reply.smtpCode >= 500 : false
  return {
    ...common,
    outcome: isFinal ? 'refused' : outcome,
    reply,
    status: reply?.status ?? common.status,
    remoteHost: reply?.host ?? common.remoteHost,
    remoteIp: reply?.ip ?? common.remoteIp,
  }
}

/** A complaint of a provider's. */
export function toComplaint(carrier: Carrier, told: Partial<Omit<Complaint, 'carrier'>>): Complaint {
  return {
    carrier,
    at: null,
    feedbackType: 'abuse',
    reporter: null,
    sourceIp: null,
    headerFrom: null,
    messageId: null,
    recipient: null,
    ...told,
  }
}
