import { expect, test } from 'vitest'

import { type Delivery, NOTHING_SAID, type Reply } from '../bounce/delivery.ts'
import { judgeDelivery } from './judge-delivery.ts'

const CS01 = '550 5.7.1 [CS01] Message rejected due to local policy'

function reply(text: string, more: Partial<Reply> = {}): Reply {
  const smtpCode = Number(text.slice(0, 3)) || null
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? null
  return {
    text,
    smtpCode,
    status,
    phase: 'unknown',
    host: null,
    ip: null,
    quotedBy: null,
    namedIps: [],
    txnId: null,
    ...more,
  }
}

function refused(more: Partial<Delivery>): Delivery {
  return { ...NOTHING_SAID, carrier: 'postfix', outcome: 'refused', ...more }
}

test('a refusal of Apple’s has its tag, group, class and both phases', () => {
  const delivery = refused({
    reply: reply(CS01, { phase: 'rcpt' }),
    remoteHost: 'mx01.mail.icloud.com',
    recipient: 'someone@example.com',
  })
  expect(judgeDelivery(delivery)).toEqual({
    receiver: { id: 'icloud', name: 'iCloud' },
    isIcloud: true,
    basis: 'host',
    certainty: 'yes',
    code: 'CS01',
    replyGroup: 'CS01',
    replyClass: 'policy-unknown',
    phase: 'rcpt',
    usualPhase: 'end-of-data',
  })
})

test('a refusal by another receiver has a class, and no group or code of Apple’s', () => {
  const delivery = refused({
    reply: reply('550 5.1.1 [AB12] no such user'),
    remoteHost: 'mx.example.net',
    recipient: 'someone@example.com',
  })
  expect(judgeDelivery(delivery)).toMatchObject({
    receiver: { id: 'example.com' },
    isIcloud: false,
    certainty: 'no',
    code: null,
    replyGroup: null,
    replyClass: 'mailbox-unknown',
    usualPhase: 'unknown',
  })
})

test('a smarthost’s refusal is on the way to iCloud, and not Apple’s', () => {
  const delivery = refused({
    reply: reply(CS01),
    remoteHost: 'smart.example.net',
    recipient: 'someone@icloud.com',
  })
  expect(judgeDelivery(delivery)).toMatchObject({
    receiver: { id: 'icloud' },
    isIcloud: false,
    basis: null,
    certainty: 'no',
    code: null,
  })
})

test('the host that passes a reply on is not who refused', () => {
  const quotedBy = { host: 'in.example.net', phase: 'end-of-data', text: `550 upstream said: ${CS01}` } as const
  const delivery = refused({ remoteHost: 'in.example.net', recipient: 'someone@example.com' })
  expect(judgeDelivery({ ...delivery, reply: reply(CS01, { quotedBy }) })).toMatchObject({
    isIcloud: true,
    basis: 'text',
    certainty: 'inferred',
  })
  expect(
    judgeDelivery({ ...delivery, reply: reply('550 no', { quotedBy, host: 'mx02.mail.icloud.com' }) }),
  ).toMatchObject({
    basis: 'host',
    certainty: 'yes',
  })
})

test('what was never sent is not Apple’s, whoever would have received it', () => {
  const delivery = refused({ outcome: 'suppressed', recipient: 'someone@icloud.com', mxHosts: ['icloud.com'] })
  expect(judgeDelivery(delivery)).toMatchObject({ isIcloud: false, basis: null, replyGroup: null, code: null })
})

test('a time-out at a host of Apple’s is on the way to iCloud, without a reply', () => {
  const delivery = refused({ outcome: 'unreachable', remoteHost: 'mx01.mail.icloud.com' })
  expect(judgeDelivery(delivery)).toMatchObject({
    isIcloud: true,
    basis: 'host',
    replyGroup: null,
    replyClass: 'deferred',
  })
})

test('mail exchangers that are known otherwise count before those that the carrier names', () => {
  const delivery = refused({ reply: reply(CS01), recipient: 'someone@example.com', mxHosts: ['mx.example.net'] })
  expect(judgeDelivery(delivery)).toMatchObject({ isIcloud: false })
  expect(judgeDelivery(delivery, ['mx01.mail.icloud.com'])).toMatchObject({ basis: 'mx', certainty: 'yes' })
})

test('Apple’s company mail is not iCloud', () => {
  const delivery = refused({ reply: reply(CS01), remoteHost: 'mail-in.apple.com', recipient: 'someone@apple.com' })
  expect(judgeDelivery(delivery)).toMatchObject({ isIcloud: false, certainty: 'no' })
})
