import apple from './apple.json' with { type: 'json' }

/**
 * The sentences about Apple that pages show, with what each rests on. Only what was read or seen is said here; what Apple does
 * inside is not known to anybody outside.
 */

/** `observed` was read or seen, `inferred` follows from it, `unknowable` cannot be learned from DMARC reports. */
export type Certainty = 'observed' | 'inferred' | 'unknowable'
export type Statement = { certainty: Certainty; text: string; basis: string }

/** The month of the knowledge behind the statements, `YYYY-MM`. */
export const knownAsOf: string = apple.asOf

export const noReports: Statement = {
  certainty: 'observed',
  text: 'Apple is not known to send DMARC aggregate reports.',
  basis:
    'No report from Apple was found in published samples, in lists of reporters or in what operators say they receive. This is absence of evidence, not a statement by Apple.',
}

export const noShare: Statement = {
  certainty: 'inferred',
  text: 'iCloud therefore has no share in any figure here: each one counts what other receivers reported, and a good pass rate proves nothing about mail to iCloud.',
  basis: 'Every figure comes from the aggregate reports that were read, and none of them is Apple’s.',
}

/** Shown beside a report for which `appleReporter` gave evidence. */
export const claimsToBeApple: Statement = {
  certainty: 'observed',
  text: 'This report claims to come from Apple. Apple is not known to send any, so check where it came from before you rely on it.',
  basis: 'org_name and e-mail of a report are the words of whoever wrote it.',
}

/** Shown beside records whose envelope_to is one of Apple's domains. */
export const namedAsRecipient: Statement = {
  certainty: 'observed',
  text: 'Another receiver’s report names a domain of Apple’s as the recipient of these messages. They stay counted under the receiver that reported them.',
  basis: 'envelope_to in the report.',
}

export const seenInstead: Statement[] = [
  {
    certainty: 'observed',
    text: 'Apple as a source: messages that other receivers got from networks in icloud.com’s SPF record.',
    basis: `source_ip in their reports, and icloud.com’s SPF record as captured on ${apple.icloudSpf.capturedOn}.`,
  },
  {
    certainty: 'inferred',
    text: 'Such messages may have been forwarded from an iCloud mailbox, or sent through iCloud by people who use your domain there. The report does not say which.',
    basis: 'A report names the last address that sent the message and domains, never the way it took before.',
  },
  {
    certainty: 'observed',
    text: 'The rest of 17.0.0.0/8 belongs to Apple too, but carries other traffic: an address there is not known to send iCloud mail.',
    basis: 'The registration at ARIN, and icloud.com’s SPF record, which lists parts of that network only.',
  },
  {
    certainty: 'observed',
    text: 'Apple’s own answers to mail that it does not take stand in your bounces, mail logs and the events of providers. They are counted here when you hand them in.',
    basis: 'Published bounces from Apple’s mail servers.',
  },
]

export const cannotBeKnown: Statement[] = [
  {
    certainty: 'unknowable',
    text: 'How many of the messages to iCloud mailboxes passed DMARC there.',
    basis: 'An aggregate report on that mail could come from Apple only.',
  },
  {
    certainty: 'unknowable',
    text: 'Which rule of Apple’s fired when it refused a message, and what its tags mean. What other receivers report about the same source can make a cause more or less likely, and proves none.',
    basis: 'Apple has published neither its rules nor the meaning of a tag.',
  },
  {
    certainty: 'unknowable',
    text: 'The figures that Apple keeps about a domain or an address, and complaints by users of Apple.',
    basis: 'Apple shows such figures to nobody and has no feedback loop, by its page for postmasters.',
  },
  {
    certainty: 'unknowable',
    text: 'Whether a message reached the inbox, at Apple or anywhere else.',
    basis: 'A disposition says what was done because of DMARC; other filters act as well (RFC 9990).',
  },
]

/** Beside whatever says "local policy". */
export const localPolicy: Statement = {
  certainty: 'observed',
  text: 'The “local policy” in Apple’s replies is not the reason local_policy of aggregate reports: one is how Apple words a refusal, the other why a receiver did something else than a DMARC policy asked for.',
  basis: 'The text of Apple’s replies, and the reasons of RFC 7489 and RFC 9990.',
}
