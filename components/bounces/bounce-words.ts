import type { Tone } from '#components/ui/verdict-mark.tsx'
import type { Carrier, Phase } from '#lib/bounce/delivery.ts'
import type { BounceRow } from '#lib/queries/rows.ts'
import { PROVIDER_NAMES } from '#lib/webhooks/providers.ts'

/** What became of the message, in a word and its colour. */
export const BOUNCE_KIND_WORDS: Record<BounceRow['kind'], { word: string; tone: Tone }> = {
  refused: { word: 'refused', tone: 'fail' },
  deferred: { word: 'deferred', tone: 'quarantine' },
  suppressed: { word: 'suppressed', tone: 'forwarder' },
  unreachable: { word: 'unreachable', tone: 'unknown' },
}

/** Where in the SMTP dialogue the answer came. */
export const PHASE_WORDS: Record<Phase, string> = {
  connect: 'on connection',
  helo: 'after HELO',
  mail: 'after MAIL FROM',
  rcpt: 'after RCPT TO',
  data: 'after DATA',
  'end-of-data': 'after the whole message',
  unknown: 'not stated',
}

/** What told of it. */
export const CARRIER_WORDS: Record<Carrier, string> = {
  dsn: 'a bounce mail',
  postfix: 'a Postfix log',
  exim: 'an Exim log',
  haraka: 'a Haraka log',
  ...PROVIDER_NAMES,
  text: 'a pasted text',
}

/** What shows that the message was the organization's own, by the words of lib/deliveries. */
export const PROOF_WORDS: Record<string, string> = {
  webhook: 'the provider that sent it told of it, by a webhook that only the provider or a key of yours can use',
  log: 'it stands in a log that a member or a key of your organization handed in',
  dkim: 'the returned header has a valid DKIM signature of a domain of yours',
  'message-id': 'its Message-ID is one that a log or a provider of yours told of',
  'queue-id': 'its queue id is one that a log of yours told of',
  'provider-id': 'the provider’s id of it is one that an event of yours told of',
}

/** A phrase for who was to receive it. */
export function recipientOf({ receiverName, recipientDomain }: BounceRow): string {
  if (receiverName !== null && recipientDomain !== null) return `a recipient at ${recipientDomain} (${receiverName})`
  if (recipientDomain !== null) return `a recipient at ${recipientDomain}`
  return receiverName === null ? 'a recipient that is not named' : `a recipient at ${receiverName}`
}
