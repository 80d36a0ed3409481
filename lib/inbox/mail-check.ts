/**
 * What was found out about a mail that brought something: who handed it over, and for which domains it is authenticated. It stands
 * on the submission as JSON, and says nothing about what is in the mail.
 */

/** How a mail came, as the listener or the API saw it. */
export type MailPath = {
  /** The reverse path; the empty text is that of a bounce, null that nobody told. */
  envelopeFrom: string | null
  /** IP address of the peer that handed it over, null when it came by the API. */
  peer: string | null
  /** The name that the peer gave itself. */
  helo: string | null
}

export type DkimResult = 'pass' | 'fail' | 'neutral' | 'policy' | 'temperror' | 'permerror'
export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror'
export type DmarcResult = 'pass' | 'fail' | 'none' | 'temperror' | 'permerror'

/** A signature in the mail. `domain` is empty when it names none; `comment` is why it did not pass, for those who know DKIM. */
export type DkimCheck = { domain: string; selector: string; result: DkimResult; comment: string | null }

export type MailCheck = {
  /** ISO 8601 instant. */
  checkedAt: string
  /** `failed`: an answer that could change the result is missing; `off`: nobody was asked, by the setting. */
  dns: 'answered' | 'failed' | 'off'
  /** IP address of the peer that handed the mail over, null when it came by the API. */
  peer: string | null
  /** The peer is none of the operator's relays, so its address says who sends. */
  isDirect: boolean
  /** Address in the From header, lower case; null when there is not exactly one, or the mail could not be checked. */
  from: string | null
  /** In the order of the mail, at most 20. */
  dkim: DkimCheck[]
  /**
   * Of the domain of the reverse path, or of the name the peer gave itself. Null when the mail came by a relay, whose address would be
   * looked up in place of the sender's, and when there is no such name.
   */
  spf: { domain: string; result: SpfResult } | null
  /** Of the domain in From; null without one. */
  dmarc: { domain: string; result: DmarcResult; policy: string | null } | null
  /** What the header Authentication-Results of a trusted host says: domains for which DKIM or SPF passed there. */
  trusted: { host: string; passed: string[] } | null
}
