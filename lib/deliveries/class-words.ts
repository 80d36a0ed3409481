import type { ReplyClass } from '#lib/apple/reply-class.ts'

/** What an answer of each class says, whoever gave it, and what to do first. What a receiver means by it beyond that is not known. */
export const CLASS_WORDS: Record<ReplyClass, { word: string; says: string; first: string[] }> = {
  blocked: {
    word: 'address refused',
    says: 'The sending address, or the network that it is in, is refused.',
    first: [
      'See whether the address in the reply is yours; if it is not, a forwarder was refused.',
      'Follow the link in the reply, where it has one: it says who keeps the list and how to leave it.',
    ],
  },
  reputation: {
    word: 'name refused',
    says: 'A domain in the message, or the sender, has a bad name in a list or at this receiver.',
    first: [
      'Look up each domain that the message names, those of its links included, in the list that the reply names.',
    ],
  },
  'content-policy': {
    word: 'content refused',
    says: 'The receiver says that what is in the message made it refuse it.',
    first: [
      'Compare the message with one that was accepted by the same receiver in the same days: links, form, length.',
    ],
  },
  authentication: {
    word: 'authentication failed',
    says: 'The receiver says that SPF or DKIM did not pass.',
    first: [
      'Open the source, and see whether SPF and DKIM pass for it at other receivers.',
      'If a forwarder passed the message on, SPF speaks of the forwarder, and DKIM may be broken on the way.',
    ],
  },
  dmarc: {
    word: 'DMARC policy applied',
    says: 'DMARC failed for the domain in From, and the policy of that domain was applied.',
    first: [
      'See whether the domain that the reply names is yours, and whether the source is.',
      'If both are, open the source: SPF or DKIM must pass for the domain in From.',
    ],
  },
  rate: {
    word: 'too much at once',
    says: 'The receiver took fewer messages than it was sent in that time.',
    first: ['Send more slowly to this receiver. A sending server tries again by itself after such an answer.'],
  },
  deferred: {
    word: 'not now',
    says: 'The receiver could not or would not take the message at that time.',
    first: ['Wait: a sending server tries again by itself. See whether it got through later.'],
  },
  'sender-dns': {
    word: 'sender’s domain not found',
    says: 'The domain of the return path could not be found in DNS.',
    first: ['Publish an MX or an address record for that domain, and see that every name server of it answers.'],
  },
  helo: {
    word: 'HELO name refused',
    says: 'The name by which the sending server greets could not be found, or is not accepted.',
    first: ['Give the sending server a name that has an address record, and greet by that name.'],
  },
  'mailbox-unknown': {
    word: 'no such mailbox',
    says: 'There is no mailbox of this name, or there is none any more.',
    first: ['Stop sending to this address. It says nothing about your other mail.'],
  },
  'mailbox-full': {
    word: 'mailbox full',
    says: 'The mailbox takes nothing more for now.',
    first: ['Try again later, and stop when it stays full for weeks.'],
  },
  'relay-denied': {
    word: 'not taken for this domain',
    says: 'The host that was asked does not take mail for this domain.',
    first: ['Look up the MX records of the recipient’s domain: it may take no mail, or have moved.'],
  },
  'private-relay': {
    word: 'private relay refused',
    says: 'The recipient is a relay address, and the relay did not take the message for it.',
    first: [
      'See that the sending domain is registered for the relay. Otherwise take it that the address was switched off.',
    ],
  },
  'policy-unknown': {
    word: 'a policy, not named',
    says: 'A policy of the receiver refused it, and the reply does not say which.',
    first: [
      'See whether all mail to this receiver is refused or some of it, and what the refused messages have in common.',
      'See whether SPF and DKIM pass for the source at other receivers: it is cheap to know, and often not the reason.',
    ],
  },
  unknown: {
    word: 'not classified',
    says: 'The reply is none that Signet knows, or nobody replied.',
    first: ['Read the reply as it stands.'],
  },
}
