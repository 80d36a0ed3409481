/** What the listener for mail puts up with from a peer, beside SMTP_* and LIMIT_* of the configuration; with reasons. */
export type ListenerLimits = {
  idleMs: number
  progressMs: number
  connectionMs: number
  dataMs: number
  paceMs: number
  paceBytesMin: number
  finishMs: number
  recipientsMax: number
  refusedMax: number
  receivedMax: number
  lineBytesMax: number
  refusedConnectionsMax: number
}

export const LISTENER_LIMITS: ListenerLimits = {
  /** Nothing at all comes: a server that holds a connection open for its next mail says more often that it lives. */
  idleMs: 60_000,
  /** Something comes, and no step forward with it: what RFC 5321, section 4.5.3.2, grants for one command. */
  progressMs: 5 * 60_000,
  /** Time for very many mails; whoever has more connects again. */
  connectionMs: 30 * 60_000,
  /** As long as RFC 5321 grants for the end of the data. 64 MiB need 1 Mbit/s. */
  dataMs: 10 * 60_000,
  /** A mail comes at no less than so many bytes in each span of so much time; a modem brings a hundred times as many. */
  paceMs: 30_000,
  paceBytesMin: 1_024,
  /** Mails in transfer may take so long when the process stops, which has 9 seconds in all. */
  finishMs: 5_000,
  /** Reports come to one address; RFC 5321 asks for 100, and what is refused here is sent in a second mail. */
  recipientsMax: 50,
  /** Nobody mistakes that many addresses: this one guesses. */
  refusedMax: 20,
  /** More hosts than that lie on no way but a circle. RFC 5321, section 6.3, asks for at least 100 in relays; here is the end of the way. */
  receivedMax: 50,
  /** Of one command: 512 by RFC 5321, and room for what extensions add to addresses. */
  lineBytesMax: 2_048,
  /** Connections beyond the limit that get to hear a 421; what comes on top of them is closed without a word. */
  refusedConnectionsMax: 50,
}
