import { createHmac } from 'node:crypto'

import { FORGED, GENUINE, isFresh, isSame, secondsToMs } from './genuine.ts'
import type { SignedRequest, Verified } from './verify-event.ts'

/** While a secret is being replaced there are several signatures. */
const SIGNATURES_MAX = 10
const PREFIX = 'whsec_'

/** Resend signs as Svix does: id, time and body, by a secret that is written in base64 behind `whsec_`. */
export function verifySvix({ headers, body, secret, now }: SignedRequest): Verified {
  const id = headers.get('svix-id') ?? ''
  const time = headers.get('svix-timestamp')
  const key = svixKey(secret)
  if (key === null || !isFresh(secondsToMs(time), now)) return FORGED
  const expected = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest()
  const given = (headers.get('svix-signature') ?? '').split(' ', SIGNATURES_MAX)
  const isSigned = given.some((one) => one.startsWith('v1,') && isSame(Buffer.from(one.slice(3), 'base64'), expected))
  return isSigned ? GENUINE : FORGED
}

/** The bytes of a secret; null where it is none of Svix's. */
export function svixKey(secret: string): Buffer | null {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : ''
  const key = Buffer.from(text, 'base64')
  return key.length >= 16 && /^[A-Za-z0-9+/]+=*$/.test(text) ? key : null
}
