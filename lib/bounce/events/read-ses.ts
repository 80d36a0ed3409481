import type { DeliveryOutcome } from '../delivery.ts'
import { type Events, type Told, toComplaint, toDelivery } from './event.ts'
import { address, at, host, id, instant, ip, list, messageId, status, text } from './fields.ts'
import { isDeeperThan } from './json-depth.ts'

const RECIPIENTS_MAX = 1_000
const DEPTH_MAX = 32
const SUPPRESSED = new Set([
  'Suppressed',
  'OnAccountSuppressionList',
  'UnsubscribedRecipient',
  'OnTenantSuppressionList',
])

/**
 * Amazon SES, as SNS delivers it (its text in `Message`) or bare, in both spellings: `notificationType` of a notification, `eventType` of
 * event publishing.
 */
export function readSes(json: unknown): Events | null {
  const message = at(json, 'Message')
  const isSns = typeof message === 'string' && text(at(json, 'TopicArn'))?.startsWith('arn:') === true
  const event = isSns ? parse(message) : json
  const type = text(at(event, 'notificationType') ?? at(event, 'eventType'))
  if (!type || typeof at(event, 'mail') !== 'object') return isSns ? { deliveries: [], complaints: [] } : null
  const told = mailOf(event)
  if (type === 'Complaint') return { deliveries: [], complaints: complaintsOf(event, told) }
  const read = READERS[type]
  return { deliveries: read?.(event, told) ?? [], complaints: [] }
}

function parse(json: string): unknown {
  if (isDeeperThan(json, DEPTH_MAX)) return null
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function mailOf(event: unknown): Told {
  const mail = at(event, 'mail')
  return {
    at: instant(at(mail, 'timestamp')),
    envelopeFrom: address(at(mail, 'source')),
    headerFrom: address(list(at(mail, 'commonHeaders', 'from'))[0]),
    messageId: messageId(at(mail, 'commonHeaders', 'messageId')),
    providerId: id(at(mail, 'messageId')),
  }
}

const READERS: Record<string, (event: unknown, told: Told) => Events['deliveries']> = {
  Bounce: (event, told) => {
    const bounce = at(event, 'bounce')
    const outcome = SUPPRESSED.has(text(at(bounce, 'bounceSubType')) ?? '') ? 'suppressed' : 'refused'
    return failures(bounce, 'bouncedRecipients', outcome, told)
  },
  DeliveryDelay: (event, told) => failures(at(event, 'deliveryDelay'), 'delayedRecipients', 'deferred', told),
  Delivery: (event, told) => {
    const delivery = at(event, 'delivery')
    return list(at(delivery, 'recipients'))
      .slice(0, RECIPIENTS_MAX)
      .map((one) => toDelivery('ses', 'delivered', { ...told, ...serversOf(delivery), recipient: address(one) }))
  },
  Reject: (event, told) =>
    list(at(event, 'mail', 'destination'))
      .slice(0, RECIPIENTS_MAX)
      .map((one) => toDelivery('ses', 'suppressed', { ...told, recipient: address(one) })),
}

function failures(part: unknown, recipients: string, outcome: DeliveryOutcome, told: Told): Events['deliveries'] {
  return list(at(part, recipients))
    .slice(0, RECIPIENTS_MAX)
    .map((one) =>
      toDelivery('ses', outcome, {
        ...told,
        ...serversOf(part),
        recipient: address(at(one, 'emailAddress')),
        status: status(at(one, 'status')),
        text: text(at(one, 'diagnosticCode')),
      }),
    )
}

function serversOf(part: unknown): Told {
  return {
    at: instant(at(part, 'timestamp')),
    remoteIp: ip(at(part, 'remoteMtaIp')),
    reportingHost: host(text(at(part, 'reportingMTA'))?.replace(/^dns;\s?|^dsn;\s?/i, '')),
  }
}

function complaintsOf(event: unknown, told: Told): Events['complaints'] {
  const complaint = at(event, 'complaint')
  return list(at(complaint, 'complainedRecipients'))
    .slice(0, RECIPIENTS_MAX)
    .map((one) =>
      toComplaint('ses', {
        at: instant(at(complaint, 'timestamp')),
        feedbackType: text(at(complaint, 'complaintFeedbackType'))?.toLowerCase().slice(0, 40) ?? 'abuse',
        reporter: text(at(complaint, 'userAgent'))?.slice(0, 255) ?? null,
        headerFrom: told.headerFrom ?? null,
        messageId: told.messageId ?? null,
        recipient: address(at(one, 'emailAddress')),
      }),
    )
}
