/**
 * What shows that the message that a bounce or a complaint is about was the organization's own, the strongest first. Bounces can be
 * forged, and mail that somebody else sent under one's name bounces to oneself: what none of these shows is unverified.
 */
export const PROOFS = [
  /** A provider told of it by a webhook, signed by the provider or called with a key of the organization's. */
  'webhook',
  /** It stands in a log that a member or a key of the organization handed in. */
  'log',
  /** The header of the returned message has a valid signature of a domain of the organization's (RFC 6376). */
  'dkim',
  /** Its Message-ID is one that a log or a provider told of. */
  'message-id',
  /** So is its id in the queue of the sending server. */
  'queue-id',
  /** So is the provider's own id of the message. */
  'provider-id',
] as const

export type Proof = (typeof PROOFS)[number]
