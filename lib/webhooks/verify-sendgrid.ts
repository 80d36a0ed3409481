import { createPublicKey, type KeyObject, verify } from 'node:crypto'

import { FORGED, GENUINE, isFresh, secondsToMs } from './genuine.ts'
import type { SignedRequest, Verified } from './verify-event.ts'

/** SendGrid signs time and body by ECDSA; what is kept here is its public key. */
export function verifySendgrid({ headers, body, secret, now }: SignedRequest): Verified {
  const time = headers.get('x-twilio-email-event-webhook-timestamp')
  const signature = headers.get('x-twilio-email-event-webhook-signature') ?? ''
  const key = sendgridKey(secret)
  if (!key || time === null || !isFresh(secondsToMs(time), now)) return FORGED
  const signed = Buffer.concat([Buffer.from(time), body])
  return verify('sha256', signed, key, Buffer.from(signature, 'base64')) ? GENUINE : FORGED
}

/** The verification key as SendGrid shows it: base64 of its DER; null where it is none. */
export function sendgridKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' ? key : null
  } catch {
    return null
  }
}
