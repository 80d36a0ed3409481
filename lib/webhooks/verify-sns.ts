import { X509Certificate, verify } from 'node:crypto'

import { FORGED, isFresh, toObject } from './genuine.ts'
import type { SignedRequest, Verified } from './verify-event.ts'

/**
 * Amazon SES sends by SNS, which signs by a certificate of its own. Only a certificate at SNS's own address counts, and only the topic
 * whose ARN the user has given: anybody can have a topic, and SNS signs the messages of all of them.
 */

const CERTIFICATE = /^https:\/\/sns\.[a-z0-9-]{1,30}\.amazonaws\.com\/SimpleNotificationService-[A-Za-z0-9]{1,80}\.pem$/
const CONFIRMATION = /^https:\/\/sns\.[a-z0-9-]{1,30}\.amazonaws\.com\/\?[\x21-\x7e]{1,2000}$/
export const TOPIC_ARN = /^arn:aws[a-z-]{0,10}:sns:[a-z0-9-]{1,30}:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/

/** In the order in which they are signed; `Subject` only where there is one. */
const SIGNED: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}
const HASHES: Record<string, string> = { '1': 'sha1', '2': 'sha256' }

export async function verifySns({ body, secret, now, fetchText }: SignedRequest): Promise<Verified> {
  const message = toObject(body)
  if (!message || message.TopicArn !== secret || !isFresh(Date.parse(String(message.Timestamp)), now)) return FORGED
  const signed = signedText(message)
  const hash = HASHES[String(message.SignatureVersion)]
  const { SigningCertURL: url, Signature: signature } = message
  if (!signed || !hash || typeof url !== 'string' || typeof signature !== 'string' || !CERTIFICATE.test(url))
    return FORGED
  const certificate = await readCertificate(url, now, fetchText)
  if (!certificate || !verify(hash, Buffer.from(signed), certificate.publicKey, Buffer.from(signature, 'base64')))
    return FORGED
  if (message.Type === 'Notification') return { isGenuine: true, confirmUrl: null }
  const confirmUrl = String(message.SubscribeURL)
  return CONFIRMATION.test(confirmUrl) ? { isGenuine: true, confirmUrl } : FORGED
}

function signedText(message: Record<string, unknown>): string | null {
  const type = String(message.Type)
  const names = Object.hasOwn(SIGNED, type) ? SIGNED[type]! : []
  const lines: string[] = []
  for (const name of names) {
    const value = message[name] ?? null
    if (value === null && name === 'Subject') continue
    if (typeof value !== 'string') return null
    lines.push(`${name}\n${value}\n`)
  }
  return lines.length > 0 ? lines.join('') : null
}

const CERTIFICATES_MAX = 20
const known = new Map<string, X509Certificate>()

/** Kept as long as the process lives: SNS gives a new certificate another address. */
async function readCertificate(
  url: string,
  now: Date,
  fetchText: SignedRequest['fetchText'],
): Promise<X509Certificate | null> {
  const certificate = known.get(url) ?? toCertificate(await fetchText(url))
  if (!certificate || certificate.publicKey.asymmetricKeyType !== 'rsa') return null
  if (Date.parse(certificate.validFrom) > now.getTime() || Date.parse(certificate.validTo) < now.getTime()) return null
  if (known.size >= CERTIFICATES_MAX) known.clear()
  known.set(url, certificate)
  return certificate
}

function toCertificate(pem: string | null): X509Certificate | null {
  try {
    return pem === null ? null : new X509Certificate(pem)
  } catch {
    return null
  }
}
