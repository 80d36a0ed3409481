import type { Tone } from '#components/ui/verdict-mark.tsx'

/** What became of a submission or a document, in a word and its colour. */
export const OUTCOMES: Record<string, { word: string; tone: Tone }> = {
  queued: { word: 'waiting', tone: 'unknown' },
  processing: { word: 'being read', tone: 'unknown' },
  stored: { word: 'stored', tone: 'pass' },
  duplicate: { word: 'already here', tone: 'forwarder' },
  quarantined: { word: 'quarantined', tone: 'quarantine' },
  rejected: { word: 'rejected', tone: 'fail' },
}

export function outcomeOf(status: string): { word: string; tone: Tone } {
  return OUTCOMES[status] ?? { word: status, tone: 'unknown' }
}

/** What a document is. */
export const KIND_WORDS: Record<string, string> = {
  aggregate: 'DMARC aggregate report',
  tls: 'TLS report',
  failure: 'DMARC failure report',
  complaint: 'complaint',
  bounce: 'bounce',
  log: 'mail log',
  event: 'provider event',
  other: 'something else',
}

/** The way by which something came in. */
export const VIA_WORDS: Record<string, string> = {
  upload: 'upload',
  api: 'API',
  smtp: 'mail (SMTP)',
  imap: 'mailbox (IMAP)',
  cli: 'command line',
  event: 'event',
}

/** Whether a report is its reporter's, and whether it repeats or contradicts another one. */
export const AUTHENTICITY_WORDS: Record<string, string> = {
  verified: 'verified',
  unverified: 'unverified',
  mismatch: 'mismatch',
  suspect: 'suspect',
}
