import { createHmac } from 'node:crypto'

import { FORGED, GENUINE, isFresh, isSame, secondsToMs, toObject } from './genuine.ts'
import type { SignedRequest, Verified } from './verify-event.ts'

/** Mailgun signs time and token, which stand in the body, and not the rest of it: HTTPS has to keep that from being altered. */
export function verifyMailgun({ body, secret, now }: SignedRequest): Verified {
  const signature = toObject(body)?.signature as Record<string, unknown> | null | undefined
  const { timestamp, token, signature: given } = typeof signature === 'object' && signature !== null ? signature : {}
  const time = typeof timestamp === 'number' ? String(timestamp) : timestamp
  if (typeof time !== 'string' || typeof token !== 'string' || typeof given !== 'string') return FORGED
  if (!isFresh(secondsToMs(time), now)) return FORGED
  return isHmac(secret, `${time}${token}`, given) ? GENUINE : FORGED
}

/** Mailtrap signs the body, without a time. */
export function verifyMailtrap({ headers, body, secret }: SignedRequest): Verified {
  return isHmac(secret, body, headers.get('mailtrap-signature') ?? '') ? GENUINE : FORGED
}

function isHmac(secret: string, signed: string | Buffer, given: string): boolean {
  return isSame(createHmac('sha256', secret).update(signed).digest(), Buffer.from(given, 'hex'))
}
