import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'

import { generate } from 'selfsigned'
import { expect, test } from 'vitest'

import type { SigningProvider } from './providers.ts'
import { secretRefusal } from './secret-refusal.ts'
import { type Verified, verifyEvent } from './verify-event.ts'

const NOW = new Date('2026-03-10T11:00:00Z')
const SECONDS = NOW.getTime() / 1_000
const SECRET = 'a signing key of some length'
const BODY = '{"events":[]}'
const YES = { isGenuine: true, confirmUrl: null }
const NO = { isGenuine: false }

type Sent = {
  body?: string
  headers?: Record<string, string>
  secret?: string
  pem?: string | null
  fetched?: string[]
}

function verify(provider: SigningProvider, sent: Sent): Promise<Verified> {
  const { body = BODY, headers = {}, secret = SECRET, pem = null, fetched = [] } = sent
  const fetchText = async (url: string) => {
    fetched.push(url)
    return pem
  }
  return verifyEvent(provider, { body: Buffer.from(body), headers: new Headers(headers), secret, now: NOW, fetchText })
}

function hmac(key: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex'): string {
  return createHmac('sha256', key).update(text).digest(encoding)
}

test('accepts what Mailtrap signed, and neither another body nor another secret', async () => {
  const headers = { 'Mailtrap-Signature': hmac(SECRET, BODY) }
  expect(await verify('mailtrap', { headers })).toEqual(YES)
  expect(await verify('mailtrap', { headers, body: `${BODY} ` })).toEqual(NO)
  expect(await verify('mailtrap', { headers, secret: `${SECRET}.` })).toEqual(NO)
  for (const signature of ['', 'zz', headers['Mailtrap-Signature'].slice(2)])
    expect(await verify('mailtrap', { headers: { 'mailtrap-signature': signature } })).toEqual(NO)
  expect(await verify('mailtrap', {})).toEqual(NO)
})

function mailgunBody(timestamp: string | number, token = 'token', key = SECRET): string {
  return JSON.stringify({
    signature: { timestamp, token, signature: hmac(key, `${timestamp}${token}`) },
    'event-data': {},
  })
}

test('accepts what Mailgun signed within 5 minutes', async () => {
  expect(await verify('mailgun', { body: mailgunBody(String(SECONDS - 300)) })).toEqual(YES)
  expect(await verify('mailgun', { body: mailgunBody(SECONDS) })).toEqual(YES)
  expect(await verify('mailgun', { body: mailgunBody(String(SECONDS - 301)) })).toEqual(NO)
  expect(await verify('mailgun', { body: mailgunBody(String(SECONDS + 301)) })).toEqual(NO)
  expect(await verify('mailgun', { body: mailgunBody(String(SECONDS), 'token', 'another') })).toEqual(NO)
  for (const body of ['', 'null', '[]', '{"signature":null}', '{"signature":{"timestamp":1}}', '{"signature":"x"}'])
    expect(await verify('mailgun', { body })).toEqual(NO)
})

const SVIX_KEY = Buffer.alloc(24, 7)
const SVIX_SECRET = `whsec_${SVIX_KEY.toString('base64')}`

function svixHeaders(seconds: number, body = BODY): Record<string, string> {
  const signature = hmac(SVIX_KEY, `msg_1.${seconds}.${body}`, 'base64')
  return { 'svix-id': 'msg_1', 'svix-timestamp': String(seconds), 'svix-signature': `v1,AAAA v1,${signature}` }
}

test('accepts what Resend signed within 5 minutes, by any of its signatures', async () => {
  const secret = SVIX_SECRET
  expect(await verify('resend', { secret, headers: svixHeaders(SECONDS - 300) })).toEqual(YES)
  expect(await verify('resend', { secret, headers: svixHeaders(SECONDS - 301) })).toEqual(NO)
  expect(await verify('resend', { secret, headers: svixHeaders(SECONDS), body: '{}' })).toEqual(NO)
  expect(await verify('resend', { secret, headers: { ...svixHeaders(SECONDS), 'svix-id': 'msg_2' } })).toEqual(NO)
  expect(await verify('resend', { secret, headers: { ...svixHeaders(SECONDS), 'svix-timestamp': 'x' } })).toEqual(NO)
  expect(await verify('resend', { secret: 'whsec_', headers: svixHeaders(SECONDS) })).toEqual(NO)
  expect(await verify('resend', { secret })).toEqual(NO)
})

const EC = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const SENDGRID_SECRET = EC.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

function sendgridHeaders(seconds: number, body = BODY): Record<string, string> {
  return {
    'X-Twilio-Email-Event-Webhook-Timestamp': String(seconds),
    'X-Twilio-Email-Event-Webhook-Signature': sign('sha256', Buffer.from(`${seconds}${body}`), EC.privateKey).toString(
      'base64',
    ),
  }
}

test('accepts what SendGrid signed within 5 minutes', async () => {
  const secret = SENDGRID_SECRET
  expect(await verify('sendgrid', { secret, headers: sendgridHeaders(SECONDS - 300) })).toEqual(YES)
  expect(await verify('sendgrid', { secret, headers: sendgridHeaders(SECONDS - 301) })).toEqual(NO)
  expect(await verify('sendgrid', { secret, headers: sendgridHeaders(SECONDS), body: '[]' })).toEqual(NO)
  expect(await verify('sendgrid', { secret: 'no key', headers: sendgridHeaders(SECONDS) })).toEqual(NO)
  expect(await verify('sendgrid', { secret })).toEqual(NO)
})

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:bounces'
const AMAZON = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }], {
  keySize: 2048,
  notBeforeDate: new Date('2026-01-01T00:00:00Z'),
  notAfterDate: new Date('2027-01-01T00:00:00Z'),
})
let certificates = 0

function snsUrl(): string {
  return `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${certificates++}.pem`
}

type Message = Record<string, string>

function snsBody(changed: Message = {}, changedAfter: Message = {}): string {
  const message: Message = {
    Type: 'Notification',
    MessageId: 'm1',
    TopicArn: TOPIC,
    Message: '{"notificationType":"Bounce"}',
    Timestamp: '2026-03-10T10:59:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: snsUrl(),
    ...changed,
  }
  const isNotification = message.Type === 'Notification'
  const names = isNotification
    ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
    : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = names.flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`])).join('')
  const signer = createSign(message.SignatureVersion === '1' ? 'sha1' : 'sha256').update(text)
  return JSON.stringify({ ...message, Signature: signer.sign(AMAZON.private, 'base64'), ...changedAfter })
}

const FROM_AMAZON = { secret: TOPIC, pem: AMAZON.cert }

test.each(['1', '2'])('accepts a message of the topic that SNS signed in version %s', async (SignatureVersion) => {
  expect(await verify('ses', { ...FROM_AMAZON, body: snsBody({ SignatureVersion }) })).toEqual(YES)
  expect(await verify('ses', { ...FROM_AMAZON, body: snsBody({ SignatureVersion, Subject: 'Bounce' }) })).toEqual(YES)
})

test.each([
  ['of another topic', { TopicArn: `${TOPIC}2` }, {}],
  ['that was altered', {}, { Message: '{}' }],
  ['that was given a subject', {}, { Subject: 'x' }],
  ['of 6 minutes ago', { Timestamp: '2026-03-10T10:54:59.000Z' }, {}],
  ['without a time', { Timestamp: '' }, {}],
  ['of an unknown version', { SignatureVersion: '3' }, {}],
  ['of an unknown type', {}, { Type: 'Other' }],
  ['without a signature', {}, { Signature: '' }],
])('refuses a message %s', async (_, before, after) => {
  expect(await verify('ses', { ...FROM_AMAZON, body: snsBody(before as Message, after as Message) })).toEqual(NO)
})

test.each([
  'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem',
  'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem',
  'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem',
  'https://sns.evil.example#.amazonaws.com/SimpleNotificationService-1.pem',
  'https://a@sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem',
  'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-1.pem',
  'https://sns.eu-west-1.amazonaws.com/other/SimpleNotificationService-1.pem',
  'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem?x=1',
  'https://bucket.s3.amazonaws.com/SimpleNotificationService-1.pem',
  'https://169.254.169.254/SimpleNotificationService-1.pem',
])('fetches no certificate from %s', async (SigningCertURL) => {
  const fetched: string[] = []
  expect(await verify('ses', { ...FROM_AMAZON, body: snsBody({ SigningCertURL }), fetched })).toEqual(NO)
  expect(fetched).toEqual([])
})

test('fetches nothing for a message of another topic, and each certificate once', async () => {
  const fetched: string[] = []
  await verify('ses', { ...FROM_AMAZON, body: snsBody({ TopicArn: `${TOPIC}2` }), fetched })
  expect(fetched).toEqual([])
  const SigningCertURL = snsUrl()
  for (let turn = 0; turn < 3; turn++)
    expect(await verify('ses', { ...FROM_AMAZON, body: snsBody({ SigningCertURL }), fetched })).toEqual(YES)
  expect(fetched).toEqual([SigningCertURL])
})

test('trusts no certificate that is missing, damaged, over or another one', async () => {
  const old = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }], {
    notBeforeDate: new Date('2024-01-01T00:00:00Z'),
    notAfterDate: new Date('2025-01-01T00:00:00Z'),
    keyPair: { privateKey: AMAZON.private, publicKey: AMAZON.public },
  })
  const other = await generate([{ name: 'commonName', value: 'sns.amazonaws.com' }], { keySize: 2048 })
  for (const pem of [null, '', 'not a certificate', old.cert, other.cert])
    expect(await verify('ses', { secret: TOPIC, pem, body: snsBody() })).toEqual(NO)
})

test('gives the address to confirm a topic at, of SNS alone', async () => {
  const confirmation = { Type: 'SubscriptionConfirmation', Token: 't', Message: 'You have chosen to subscribe' }
  const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=a&Token=t'
  const sent = (url: string) => verify('ses', { ...FROM_AMAZON, body: snsBody({ ...confirmation, SubscribeURL: url }) })
  expect(await sent(SubscribeURL)).toEqual({ isGenuine: true, confirmUrl: SubscribeURL })
  for (const url of [
    SubscribeURL.replace('amazonaws.com', 'evil.example'),
    'http://127.0.0.1/',
    '',
    `${SubscribeURL} x`,
  ])
    expect(await sent(url)).toEqual(NO)
})

test.each<[SigningProvider, string, string]>([
  ['ses', TOPIC, 'arn:aws:s3:::bucket'],
  ['sendgrid', SENDGRID_SECRET, 'SG.not-the-key'],
  ['mailgun', 'key-0123456789abcdef', 'short'],
  ['mailtrap', '0123456789abcdef', 'x'.repeat(501)],
  ['resend', SVIX_SECRET, 're_an_api_key'],
])('of %s takes only what can be a secret', (provider, good, bad) => {
  expect(secretRefusal(provider, good)).toBeNull()
  expect(secretRefusal(provider, bad)).toMatch(/^secret must be .*\.$/)
})
