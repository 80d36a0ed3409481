import { expect, test } from 'vitest'

import { readEvents } from './read-events.ts'

/** The bodies are written from the providers' documentation; none was received from a provider. */

const CS01 = '550 5.7.1 [CS01] Message rejected due to local policy.'
const REFUSED = { outcome: 'refused', recipient: 'ann@icloud.com', at: '2026-03-10T11:00:00.000Z', status: '5.7.1' }
const SECONDS = 1_773_140_400

function read(body: unknown) {
  return readEvents(JSON.stringify(body))
}

function outcomes(body: unknown) {
  return read(body)?.deliveries.map(({ outcome }) => outcome)
}

const SES_MAIL = {
  timestamp: '2026-03-10T10:59:59.000Z',
  messageId: '0100019abc-1111',
  source: 'bounces@example.com',
  sourceIp: '192.0.2.10',
  destination: ['ann@icloud.com'],
  commonHeaders: { from: ['News <news@example.com>'], messageId: '<one@example.com>' },
}

function sesBounce(bounceSubType: string) {
  return {
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType,
      bouncedRecipients: [
        { emailAddress: 'ann@ICLOUD.com', action: 'failed', status: '5.7.1', diagnosticCode: `smtp; ${CS01}` },
      ],
      timestamp: '2026-03-10T11:00:00.000Z',
      remoteMtaIp: '17.57.155.25',
      reportingMTA: 'dns; a1-2.smtp-out.example.net',
    },
    mail: SES_MAIL,
  }
}

function sns(event: unknown) {
  return {
    Type: 'Notification',
    MessageId: 'a',
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:bounces',
    Message: JSON.stringify(event),
  }
}

test('reads a bounce of Amazon SES, bare and by SNS', () => {
  const expected = {
    ...REFUSED,
    carrier: 'ses',
    remoteIp: '17.57.155.25',
    envelopeFrom: 'bounces@example.com',
    headerFrom: 'news@example.com',
    messageId: 'one@example.com',
    providerId: '0100019abc-1111',
    reportingHost: 'a1-2.smtp-out.example.net',
    sourceIp: null,
    reply: { smtpCode: 550, text: CS01 },
  }
  expect(read(sesBounce('General'))?.deliveries).toMatchObject([expected])
  expect(read(sns(sesBounce('General')))?.deliveries).toMatchObject([expected])
})

test('tells what Amazon SES held back itself from what a host refused', () => {
  expect(outcomes(sesBounce('OnAccountSuppressionList'))).toEqual(['suppressed'])
  expect(outcomes(sesBounce('Suppressed'))).toEqual(['suppressed'])
  expect(outcomes({ eventType: 'Reject', reject: { reason: 'Bad content' }, mail: SES_MAIL })).toEqual(['suppressed'])
})

test('reads what Amazon SES delivered, put off and was complained about', () => {
  const delivery = { timestamp: '2026-03-10T11:00:00Z', recipients: ['ann@icloud.com', 'bob@icloud.com'] }
  expect(outcomes({ eventType: 'Delivery', delivery, mail: SES_MAIL })).toEqual(['delivered', 'delivered'])
  const deliveryDelay = {
    timestamp: '2026-03-10T11:00:00Z',
    delayedRecipients: [
      {
        emailAddress: 'ann@icloud.com',
        status: '4.7.1',
        diagnosticCode: 'smtp; 421 4.7.1 deferred due to excessive volume',
      },
    ],
  }
  expect(outcomes({ eventType: 'DeliveryDelay', deliveryDelay, mail: SES_MAIL })).toEqual(['deferred'])
  const complaint = {
    timestamp: '2026-03-10T11:00:00Z',
    complaintFeedbackType: 'Abuse',
    complainedRecipients: [{ emailAddress: 'bob@example.net' }],
  }
  expect(read({ notificationType: 'Complaint', complaint, mail: SES_MAIL })?.complaints).toMatchObject([
    { carrier: 'ses', feedbackType: 'abuse', recipient: 'bob@example.net', messageId: 'one@example.com' },
  ])
})

test('knows the confirmation of an SNS topic, and finds nothing in it', () => {
  expect(read({ ...sns(null), Type: 'SubscriptionConfirmation', Message: 'You have chosen to subscribe' })).toEqual({
    deliveries: [],
    complaints: [],
  })
})

function sendgrid(event: string, rest: object = {}) {
  return {
    email: 'ann@ICLOUD.com',
    timestamp: SECONDS,
    'smtp-id': '<one@example.com>',
    event,
    sg_event_id: 'e1',
    sg_message_id: 'm1.filter1',
    ...rest,
  }
}

test('reads SendGrid’s events', () => {
  const events = [
    sendgrid('bounce', { reason: CS01, status: '5.7.1', type: 'blocked', ip: '192.0.2.25' }),
    sendgrid('dropped', { reason: 'Bounced Address' }),
    sendgrid('deferred', { response: '421 4.7.0 too many errors' }),
    sendgrid('delivered', { response: '250 OK' }),
    sendgrid('open'),
    sendgrid('spamreport'),
  ]
  expect(outcomes(events)).toEqual(['refused', 'suppressed', 'deferred', 'delivered'])
  expect(read(events)).toMatchObject({
    deliveries: [
      {
        ...REFUSED,
        carrier: 'sendgrid',
        sourceIp: '192.0.2.25',
        messageId: 'one@example.com',
        providerId: 'm1.filter1',
        reply: { text: CS01 },
      },
      {},
      {},
      { reply: null },
    ],
    complaints: [{ carrier: 'sendgrid', recipient: 'ann@icloud.com' }],
  })
})

function mailgun(event: string, rest: object = {}) {
  return {
    signature: { timestamp: '1', token: 't', signature: 's' },
    'event-data': {
      event,
      timestamp: SECONDS + 0.5,
      id: 'g1',
      recipient: 'ann@icloud.com',
      envelope: { sender: 'bounces@example.com', targets: 'ann@icloud.com', 'sending-ip': '192.0.2.25' },
      message: { headers: { 'message-id': 'one@example.com', from: 'News <news@example.com>' } },
      ...rest,
    },
  }
}

const MAILGUN_REFUSAL = {
  'mx-host': 'mx01.mail.icloud.com',
  code: 550,
  'enhanced-code': '5.7.1',
  message: '5.7.1 [CS01] Message rejected due to local policy.',
}

test('reads Mailgun’s events, with the host that it names', () => {
  const failed = mailgun('failed', { severity: 'permanent', reason: 'bounce', 'delivery-status': MAILGUN_REFUSAL })
  expect(read(failed)?.deliveries).toMatchObject([
    {
      ...REFUSED,
      at: '2026-03-10T11:00:00.500Z',
      carrier: 'mailgun',
      remoteHost: 'mx01.mail.icloud.com',
      sourceIp: '192.0.2.25',
      messageId: 'one@example.com',
      headerFrom: 'news@example.com',
      reply: { smtpCode: 550, text: CS01 },
    },
  ])
  const busy = { 'mx-host': 'mx01.mail.icloud.com', code: 421, message: '4.7.0 too many errors' }
  expect(outcomes(mailgun('failed', { severity: 'temporary', 'delivery-status': busy }))).toEqual(['deferred'])
  expect(outcomes(mailgun('delivered', { 'delivery-status': { code: 250, message: 'OK' } }))).toEqual(['delivered'])
  expect(read(mailgun('complained'))?.complaints).toHaveLength(1)
  expect(outcomes(mailgun('opened'))).toEqual([])
})

test.each([
  {
    reason: 'suppress-bounce',
    'delivery-status': { code: 605, message: '', description: 'Not delivering to previously bounced address' },
  },
  { reason: 'generic', 'delivery-status': { code: 605, message: 'Not delivering to previously bounced address' } },
])('does not take what Mailgun held back for a refusal: %j', (rest) => {
  expect(read(mailgun('failed', { severity: 'permanent', ...rest }))?.deliveries).toMatchObject([
    { outcome: 'suppressed', reply: null },
  ])
})

test('reads Postmark’s events', () => {
  const common = { MessageID: 'p1', From: 'news@example.com', ServerID: 1 }
  const bounce = {
    RecordType: 'Bounce',
    Email: 'ann@icloud.com',
    BouncedAt: '2026-03-10T12:00:00.0000000+01:00',
    ...common,
  }
  expect(read({ ...bounce, Type: 'Blocked', Details: `smtp;${CS01}` })?.deliveries).toMatchObject([
    { ...REFUSED, carrier: 'postmark', providerId: 'p1', headerFrom: 'news@example.com', reply: { text: CS01 } },
  ])
  expect(outcomes({ ...bounce, Type: 'ManuallyDeactivated', Details: '' })).toEqual(['suppressed'])
  expect(outcomes({ ...bounce, Type: 'AutoResponder', Details: 'I am away' })).toEqual([])
  const delivery = { RecordType: 'Delivery', Recipient: 'ann@icloud.com', DeliveredAt: '2026-03-10T11:00:00Z' }
  expect(outcomes({ ...delivery, ...common, Details: 'smtp;250 2.0.0 OK' })).toEqual(['delivered'])
  expect(read({ ...bounce, RecordType: 'SpamComplaint' })?.complaints).toHaveLength(1)
})

function sparkpost(type: string, rest: object = {}) {
  const event = {
    type,
    timestamp: String(SECONDS),
    message_id: 's1',
    rcpt_to: 'ann@icloud.com',
    msg_from: 'bounces@example.com',
    friendly_from: 'news@example.com',
    routing_domain: 'icloud.com',
    sending_ip: '192.0.2.25',
    ip_address: '17.57.155.25',
  }
  return { msys: { message_event: { ...event, ...rest } } }
}

test('reads SparkPost’s events, with the domain that it routed to', () => {
  const events = [
    sparkpost('bounce', { raw_reason: CS01, error_code: '550' }),
    sparkpost('delay', { raw_reason: '421 4.7.0 too many errors' }),
    sparkpost('out_of_band', { raw_reason: CS01 }),
    sparkpost('delivery'),
    sparkpost('policy_rejection', { reason: '550 5.7.1 recipient blacklisted' }),
    sparkpost('bounce', { raw_reason: '554 5.7.1 recipient address suppressed due to customer policy' }),
    sparkpost('spam_complaint', { fbtype: 'abuse', report_by: 'fbl.example.net' }),
    { msys: {} },
  ]
  expect(outcomes(events)).toEqual(['refused', 'deferred', 'refused', 'delivered', 'suppressed', 'suppressed'])
  expect(read(events)).toMatchObject({
    deliveries: [
      { ...REFUSED, carrier: 'sparkpost', mxHosts: ['icloud.com'], sourceIp: '192.0.2.25', remoteIp: '17.57.155.25' },
      {},
      {},
      {},
      {},
      {},
    ],
    complaints: [{ reporter: 'fbl.example.net', feedbackType: 'abuse' }],
  })
})

test('reads Mailtrap’s events, also where the code that it gives is not the host’s', () => {
  const common = { email: 'ann@icloud.com', timestamp: SECONDS, message_id: 't1', event_id: 'e1' }
  const events = [
    { event: 'bounce', response: '[CS01] Message rejected due to local policy', response_code: 555, ...common },
    { event: 'soft bounce', response: '4.7.0 too many errors', response_code: 421, ...common },
    { event: 'suspension', reason: 'account suspended', ...common },
    { event: 'reject', reason: 'unsubscribed', ...common },
    { event: 'delivery', ...common },
    { event: 'open', ...common },
    { event: 'spam complaint', ...common },
  ]
  expect(outcomes({ events })).toEqual(['refused', 'deferred', 'suppressed', 'suppressed', 'delivered'])
  expect(read({ events })).toMatchObject({
    deliveries: [
      {
        ...REFUSED,
        status: null,
        carrier: 'mailtrap',
        reply: { smtpCode: 555, text: '555 [CS01] Message rejected due to local policy' },
      },
      { status: '4.7.0' },
      {},
      {},
      {},
    ],
    complaints: [{ recipient: 'ann@icloud.com' }],
  })
})

test('reads Brevo’s events, one or a batch', () => {
  const common = {
    email: 'ann@icloud.com',
    'message-id': '<one@example.com>',
    ts_event: SECONDS,
    sending_ip: '192.0.2.25',
  }
  const bounce = { event: 'soft_bounce', reason: CS01, ...common }
  expect(read(bounce)?.deliveries).toMatchObject([
    { ...REFUSED, carrier: 'brevo', messageId: 'one@example.com', sourceIp: '192.0.2.25', reply: { text: CS01 } },
  ])
  const batch = ['blocked', 'deferred', 'delivered', 'invalid_email', 'opened', 'spam'].map((event) => ({
    event,
    ...common,
  }))
  expect(outcomes(batch)).toEqual(['suppressed', 'deferred', 'delivered', 'suppressed'])
  expect(read(batch)?.complaints).toHaveLength(1)
})

function resend(type: string, rest: object = {}) {
  const data = {
    email_id: 'r1',
    message_id: '<one@example.com>',
    from: 'News <news@example.com>',
    to: ['ann@icloud.com'],
  }
  return { type, created_at: '2026-03-10T11:00:00.000Z', data: { ...data, ...rest } }
}

test('reads Resend’s events', () => {
  const bounce = { type: 'Permanent', subType: 'General', message: 'It bounced.', diagnosticCode: [`smtp; ${CS01}`] }
  expect(read(resend('email.bounced', { bounce }))?.deliveries).toMatchObject([
    { ...REFUSED, carrier: 'resend', providerId: 'r1', messageId: 'one@example.com', headerFrom: 'news@example.com' },
  ])
  expect(outcomes(resend('email.bounced', { bounce: { ...bounce, subType: 'Suppressed' } }))).toEqual(['suppressed'])
  expect(outcomes(resend('email.delivered'))).toEqual(['delivered'])
  expect(outcomes(resend('email.delivery_delayed'))).toEqual(['deferred'])
  expect(outcomes(resend('email.suppressed'))).toEqual(['suppressed'])
  expect(read(resend('email.complained'))?.complaints).toHaveLength(1)
  expect(outcomes(resend('email.opened'))).toEqual([])
})

test('tells that nobody answered from a refusal', () => {
  const events = [sendgrid('deferred', { response: 'unable to connect: connection timed out' })]
  expect(read(events)?.deliveries).toMatchObject([{ outcome: 'unreachable', reply: null }])
})

test.each([
  ['', 'nothing'],
  ['null', 'null'],
  ['"text"', 'a text'],
  ['[]', 'an empty array'],
  ['{"event":"bounce"}', 'an event of nobody’s'],
  ['{"a":', 'half of it'],
  ['[{"event":"bounce","email":"a@example.com"}]', 'events without an id'],
  ['{"__proto__":{"RecordType":"Bounce"}}', 'a prototype'],
  ['['.repeat(1_000_000), 'depth'],
  [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'a little too much depth'],
  [`"${'x'.repeat(16 * 1024 * 1024)}"`, 'more than it reads'],
])('finds no provider’s events in %#', (text) => {
  expect(readEvents(text)).toBeNull()
})

test('takes nothing for granted about the type of a field', () => {
  for (const odd of [null, 1, true, [], {}, 'x'.repeat(1_000_000), '\0', '\ud800']) {
    const bodies = [
      [sendgrid('bounce', { reason: odd, email: odd, timestamp: odd, status: odd, 'smtp-id': odd, ip: odd })],
      mailgun('failed', { 'delivery-status': odd, recipient: odd, timestamp: odd, envelope: odd, message: odd }),
      { RecordType: 'Bounce', Type: odd, Email: odd, Details: odd, BouncedAt: odd, MessageID: odd },
      [sparkpost('bounce', { raw_reason: odd, rcpt_to: odd, timestamp: odd, routing_domain: odd })],
      { events: [{ event: 'bounce', email: 'a@example.com', response: odd, response_code: odd, timestamp: odd }] },
      { event: 'hard_bounce', 'message-id': 'x', email: odd, reason: odd, ts_event: odd },
      resend('email.bounced', { to: odd, from: odd, bounce: odd }),
      { notificationType: 'Bounce', bounce: odd, mail: {} },
    ]
    for (const body of bodies) {
      for (const { recipient, reply, at } of read(body)!.deliveries) {
        expect(recipient === null || recipient.length <= 320).toBe(true)
        expect(reply === null || reply.text.length <= 16_384).toBe(true)
        expect(at === null || !Number.isNaN(Date.parse(at))).toBe(true)
      }
    }
  }
})
