/** What kind of answer a reply is, whoever gave it. `policy-unknown`: refused by a policy that the reply does not name. */
export const REPLY_CLASSES = [
  'blocked',
  'reputation',
  'content-policy',
  'authentication',
  'dmarc',
  'rate',
  'deferred',
  'sender-dns',
  'helo',
  'mailbox-unknown',
  'mailbox-full',
  'relay-denied',
  'private-relay',
  'policy-unknown',
  'unknown',
] as const

export type ReplyClass = (typeof REPLY_CLASSES)[number]
