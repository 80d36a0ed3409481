import { getDomain } from 'tldts'

import catalogue from './receivers.json' with { type: 'json' }

/** What the catalogue knows about the mails in which a receiver sends its reports. */
export type ReportingMail = {
  /** Every name at or below them is the operator's. */
  emailDomains: string[]
  /** Names below them are the operator's; at them people have mailboxes. */
  mailboxDomains: string[]
  /** The operator's own addresses directly at one of its mailboxDomains. */
  reportAddresses: string[]
  /** A mail that no domain of theirs has signed is not theirs. */
  alwaysSigns: boolean
}

const MAILS = new Map<string, ReportingMail>(
  catalogue.receivers.map(({ id, emailDomains, mailboxDomains, reportAddresses = [], alwaysSigns = false }) => [
    id,
    { emailDomains, mailboxDomains, reportAddresses, alwaysSigns },
  ]),
)

const MAILBOX_DOMAINS = new Set([
  ...catalogue.otherMailboxDomains,
  ...catalogue.receivers.flatMap(({ mailboxDomains }) => mailboxDomains),
])

/** Null for a receiver outside the catalogue. */
export function reportingMail(receiverId: string): ReportingMail | null {
  return MAILS.get(receiverId) ?? null
}

/** Whether anybody can have a mailbox at this name, or at the domain that it belongs to. */
export function isMailboxDomain(domain: string): boolean {
  return MAILBOX_DOMAINS.has(domain) || MAILBOX_DOMAINS.has(getDomain(domain, { allowPrivateDomains: true }) ?? '')
}
