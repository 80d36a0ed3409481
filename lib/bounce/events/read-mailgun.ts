import { type Events, toComplaint, toDelivery } from './event.ts'
import { address, at, host, id, instant, ip, messageId, status, text } from './fields.ts'

/** Codes of Mailgun's own begin here, as 605 for an address that bounced before: no host replied. */
const OWN_CODES_FROM = 600

/** Mailgun: one event in `event-data`. */
export function readMailgun(json: unknown): Events | null {
  const event = at(json, 'event-data')
  const name = text(at(event, 'event'))
  if (!name) return null
  const headers = at(event, 'message', 'headers')
  const told = {
    at: instant(at(event, 'timestamp')),
    recipient: address(at(event, 'recipient')),
    headerFrom: address(at(headers, 'from')),
    messageId: messageId(at(headers, 'message-id')),
    sourceIp: ip(at(event, 'envelope', 'sending-ip')),
  }
  if (name === 'complained') return { deliveries: [], complaints: [toComplaint('mailgun', told)] }
  if (name !== 'failed' && name !== 'delivered') return { deliveries: [], complaints: [] }
  const delivery = at(event, 'delivery-status')
  const words = replyOf(delivery)
  const outcome = name === 'delivered' ? name : failureOf(event, delivery)
  const failed = {
    ...told,
    envelopeFrom: address(at(event, 'envelope', 'sender')),
    providerId: id(at(event, 'id')),
    remoteHost: host(at(delivery, 'mx-host')),
    status: status(at(delivery, 'enhanced-code')),
    text: words,
  }
  return { deliveries: [toDelivery('mailgun', outcome, failed)], complaints: [] }
}

function failureOf(event: unknown, delivery: unknown): 'suppressed' | 'refused' | 'deferred' {
  const isOwn = Number(at(delivery, 'code')) >= OWN_CODES_FROM
  if (isOwn || text(at(event, 'reason'))?.startsWith('suppress-')) return 'suppressed'
  return at(event, 'severity') === 'temporary' ? 'deferred' : 'refused'
}

/** Its message lacks the code, which stands beside it. */
function replyOf(delivery: unknown): string | null {
  const words = text(at(delivery, 'message')) ?? text(at(delivery, 'description'))
  const code = text(at(delivery, 'code')) ?? ''
  return words && /^[45]\d\d$/.test(code) && !words.includes(code) ? `${code} ${words}` : words
}
