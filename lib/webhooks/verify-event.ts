import type { SigningProvider } from './providers.ts'
import { verifyMailgun, verifyMailtrap } from './verify-hmac.ts'
import { verifySendgrid } from './verify-sendgrid.ts'
import { verifySns } from './verify-sns.ts'
import { verifySvix } from './verify-svix.ts'

/**
 * Whether a request is signed by the provider that it claims to come from. What it says is not looked at beyond that; way to the
 * network and clock come in as arguments.
 */

/** `secret` is what the provider signs by or with: a key, a public key, or, of Amazon SES, the ARN of the topic. */
export type SignedRequest = {
  headers: Headers
  body: Buffer
  secret: string
  now: Date
  /** Fetches a text by HTTPS, following no redirect; null where there is none. */
  fetchText: (url: string) => Promise<string | null>
}

/** `confirmUrl`: of a topic that asks whether its messages are wanted. */
export type Verified = { isGenuine: false } | { isGenuine: true; confirmUrl: string | null }

export type Verifier = (request: SignedRequest) => Promise<Verified> | Verified

const VERIFIERS: Record<SigningProvider, Verifier> = {
  ses: verifySns,
  sendgrid: verifySendgrid,
  mailgun: verifyMailgun,
  mailtrap: verifyMailtrap,
  resend: verifySvix,
}

export async function verifyEvent(provider: SigningProvider, request: SignedRequest): Promise<Verified> {
  return VERIFIERS[provider](request)
}
