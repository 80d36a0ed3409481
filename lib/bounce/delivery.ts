/**
 * What mail servers, logs and providers say became of one message on its way to one recipient. What stands here is what the carrier
 * says: whose reply it is and whether the message was ours are judged elsewhere.
 */

/** `suppressed`: the provider itself did not send it; `unreachable`: nobody replied, as in a time-out. */
export type DeliveryOutcome = 'delivered' | 'refused' | 'deferred' | 'suppressed' | 'unreachable'

/** What a delivery was read from. `text` is a line that somebody pasted. */
export type Carrier =
  | 'dsn'
  | 'postfix'
  | 'exim'
  | 'haraka'
  | 'ses'
  | 'sendgrid'
  | 'mailgun'
  | 'postmark'
  | 'sparkpost'
  | 'mailtrap'
  | 'brevo'
  | 'resend'
  | 'text'

/** Where in the SMTP dialogue a reply was given; `rcpt`, for one, is in answer to RCPT TO. */
export type Phase = 'connect' | 'helo' | 'mail' | 'rcpt' | 'data' | 'end-of-data' | 'unknown'

/** A reply, freed from whatever folds, quotes or wraps it. */
export type Reply = {
  /** The innermost reply, in one line, from its three-digit code on where it has one. */
  text: string
  /** Its three-digit code. */
  smtpCode: number | null
  /** Its enhanced status `x.y.z` (RFC 3463). */
  status: string | null
  /** As the words around it state it. */
  phase: Phase
  /** Who gave it, as the words around it state it. */
  host: string | null
  ip: string | null
  /** The reply that it stands in, where another host passed it on as its own. */
  quotedBy: { host: string | null; phase: Phase; text: string } | null
  /** IP addresses in its text. */
  namedIps: string[]
  /** Apple's transaction, for a letter to its postmaster. */
  txnId: string | null
}

export type Delivery = {
  outcome: DeliveryOutcome
  carrier: Carrier
  /** When, ISO 8601 in UTC; null where the carrier gives no time. */
  at: string | null
  /** Null where nobody replied. */
  reply: Reply | null
  /** The reply's own status, else the carrier's. */
  status: string | null
  /** The host that replied: named in the reply's surroundings, else by the carrier. */
  remoteHost: string | null
  remoteIp: string | null
  /** The recipient's mail exchangers, where the carrier names them as such (a provider's routing domain counts). */
  mxHosts: string[]
  /** Address, its domain in lower case. */
  recipient: string | null
  envelopeFrom: string | null
  /** Address in From of the message. */
  headerFrom: string | null
  /** Message-ID without its angle brackets. */
  messageId: string | null
  /** Of the sending server's queue. */
  queueId: string | null
  /** The provider's own name for the message. */
  providerId: string | null
  /** The host that writes this: Reporting-MTA, or the host whose log it is. */
  reportingHost: string | null
  /** From which address the message was handed to the remote host. */
  sourceIp: string | null
  /** The header of the returned message as it stands in the bounce. */
  returnedHeaders: string | null
}

/** A recipient called a message unwanted (ARF, RFC 5965, or a provider's event). */
export type Complaint = {
  carrier: Carrier | 'arf'
  at: string | null
  /** Of the feedback: `abuse`, `fraud`, …, as the complaint has it, in lower case. */
  feedbackType: string
  /** The operator that passes it on: a domain, or a provider's word. */
  reporter: string | null
  sourceIp: string | null
  headerFrom: string | null
  messageId: string | null
  recipient: string | null
}

/** A delivery about which the carrier says nothing yet. */
export const NOTHING_SAID: Omit<Delivery, 'outcome' | 'carrier'> = {
  at: null,
  reply: null,
  status: null,
  remoteHost: null,
  remoteIp: null,
  mxHosts: [],
  recipient: null,
  envelopeFrom: null,
  headerFrom: null,
  messageId: null,
  queueId: null,
  providerId: null,
  reportingHost: null,
  sourceIp: null,
  returnedHeaders: null,
}

/** What a mail that is a bounce or a complaint brings, taken apart and decoded. */
export type ReturnedMail = {
  /** Its own header, as it stands there. */
  headers: string
  /** Its parts in order: texts, `message/delivery-status`, the returned message or its header. */
  parts: { type: string; text: string }[]
}
