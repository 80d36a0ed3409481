/** The e-mail providers whose events are read, by the word in the address that they send to. */
export const PROVIDERS = ['ses', 'sendgrid', 'mailgun', 'postmark', 'sparkpost', 'mailtrap', 'brevo', 'resend'] as const
export type Provider = (typeof PROVIDERS)[number]

/** Those that sign what they send; the others are known by a key that may ingest. */
export const SIGNING = ['ses', 'sendgrid', 'mailgun', 'mailtrap', 'resend'] as const
export type SigningProvider = (typeof SIGNING)[number]

export const PROVIDER_NAMES: Record<Provider, string> = {
  ses: 'Amazon SES',
  sendgrid: 'SendGrid',
  mailgun: 'Mailgun',
  postmark: 'Postmark',
  sparkpost: 'SparkPost',
  mailtrap: 'Mailtrap',
  brevo: 'Brevo',
  resend: 'Resend',
}

export function isProvider(word: string): word is Provider {
  return PROVIDERS.includes(word as Provider)
}

export function isSigning(word: string): word is SigningProvider {
  return SIGNING.includes(word as SigningProvider)
}
