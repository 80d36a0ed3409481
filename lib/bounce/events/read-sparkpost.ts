import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, host, id, instant, ip, list, text } from './fields.ts'

const OUTCOMES: Record<string, DeliveryOutcome> = {
  bounce: 'refused',
  out_of_band: 'refused',
  delay: 'deferred',
  delivery: 'delivered',
  policy_rejection: 'suppressed',
  generation_rejection: 'suppressed',
  generation_failure: 'suppressed',
}

/** SparkPost: an array of `{ msys: { message_event: … } }`; the kind of event is said within it. */
export function readSparkpost(json: unknown): Events | null {
  const events = list(json).flatMap((entry) => {
    const msys = at(entry, 'msys')
    return typeof msys === 'object' && msys !== null ? [Object.values(msys)[0] as unknown] : []
  })
  // To see whether an address works, SparkPost sends one without any event.
  if (!list(json).some((entry) => at(entry, 'msys') !== undefined)) return null
  const read: Events = { deliveries: [], complaints: [] }
  for (const event of events) readEvent(event, read)
  return read
}

function readEvent(event: unknown, { deliveries, complaints }: Events): void {
  const type = text(at(event, 'type')) ?? ''
  const told = {
    at: instant(at(event, 'timestamp')),
    recipient: address(at(event, 'raw_rcpt_to') ?? at(event, 'rcpt_to')),
    headerFrom: address(at(event, 'friendly_from')),
    sourceIp: ip(at(event, 'sending_ip')),
  }
  if (type === 'spam_complaint') {
    const feedbackType = text(at(event, 'fbtype'))?.toLowerCase().slice(0, 40) ?? 'abuse'
    complaints.push(toComplaint('sparkpost', { ...told, feedbackType, reporter: host(at(event, 'report_by')) }))
  }
  const outcome = Object.hasOwn(OUTCOMES, type) ? OUTCOMES[type] : null
  if (!outcome) return
  const routed = host(at(event, 'routing_domain'))
  deliveries.push(
    toDelivery('sparkpost', outcome, {
      ...told,
      envelopeFrom: address(at(event, 'msg_from')),
      providerId: id(at(event, 'message_id')),
      mxHosts: routed ? [routed] : [],
      // Of a bounce it is the host that refused; of an event that tells of the sender's side it is the sender.
      remoteIp: outcome === 'suppressed' ? null : ip(at(event, 'ip_address')),
      text: text(at(event, 'raw_reason')) ?? text(at(event, 'reason')),
    }),
  )
}
