import type { SigningProvider } from './providers.ts'
import { sendgridKey } from './verify-sendgrid.ts'
import { TOPIC_ARN } from './verify-sns.ts'
import { svixKey } from './verify-svix.ts'

const SECRET_MIN = 16
const SECRET_MAX = 500

const IS_SECRET: Record<SigningProvider, (secret: string) => boolean> = {
  ses: (secret) => TOPIC_ARN.test(secret),
  sendgrid: (secret) => sendgridKey(secret) !== null,
  mailgun: isLong,
  mailtrap: isLong,
  resend: (secret) => svixKey(secret) !== null,
}

const SENTENCES: Record<SigningProvider, string> = {
  ses: 'secret must be the ARN of the SNS topic, such as arn:aws:sns:eu-west-1:123456789012:bounces.',
  sendgrid: 'secret must be the verification key that SendGrid shows beside the signed event webhook.',
  mailgun: `secret must be the HTTP webhook signing key of Mailgun, of ${SECRET_MIN} characters or more.`,
  mailtrap: `secret must be the signature key that Mailtrap shows of the webhook, of ${SECRET_MIN} characters or more.`,
  resend: 'secret must be the signing secret that Resend shows of the webhook: it begins with whsec_.',
}

/** Why a text cannot be what a provider signs by or with; null where it can. */
export function secretRefusal(provider: SigningProvider, secret: string): string | null {
  return secret.length <= SECRET_MAX && IS_SECRET[provider](secret) ? null : SENTENCES[provider]
}

function isLong(secret: string): boolean {
  return secret.length >= SECRET_MIN
}
