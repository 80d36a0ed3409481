/** What the judgement on a report rests on. A reason is never renamed or given another meaning: it stands in rows. */
const SENTENCES = {
  authenticated:
    'The mail that brought this report is authenticated for a domain of its reporter. That says who sent it, not that its numbers are right.',
  'not-mailed': 'This report did not come by mail, so nothing shows who wrote it. Whoever handed it in was allowed to.',
  'not-checked':
    'Signet is set not to ask DNS (DNS_SERVERS=off), so it cannot know who sent the mail that brought this report.',
  'dns-failed':
    'DNS did not answer when the mail that brought this report was checked, so it is not known who sent it.',
  'unclear-sender':
    'The mail that brought this report does not name one sender, or could not be checked. That does not prove it forged.',
  'signature-broken':
    'The mail that brought this report has a signature of its reporter that did not pass. A forwarder that changes mails, or a changed key, does that too.',
  'not-aligned':
    'The mail that brought this report is authenticated for a domain of its reporter, but its From is another one. Customers of that operator can send such mails.',
  'mailbox-signs':
    'The mail that brought this report is authenticated for a domain where people have mailboxes, and its address is not known to be one that reports come from. Anybody with a mailbox there could have sent it.',
  'another-signs':
    'The mail that brought this report is authenticated for another domain than that of its reporter. A service that reports for others does that, and so could anybody.',
  'no-signature':
    'Nothing authenticates the mail that brought this report. Many reporters do not sign their mails, and anybody could send one.',
  'trusted-path':
    'The mail that brought this report is not authenticated for its reporter, but it came by a path that this organization trusts.',
  'signed-by-another':
    'The mail that brought this report is signed by another domain, and none of its signatures is of its reporter, which is known to sign each mail. It is either forged, or was signed anew on its way.',
  'not-signed':
    'The mail that brought this report came without a signature that passes, and none of its reporter, which is known to sign each mail. It is either forged, or its signature was removed on its way.',
} as const

export type AuthenticityReason = keyof typeof SENTENCES

export const AUTHENTICITY_REASONS = Object.keys(SENTENCES) as AuthenticityReason[]

/** A reason in words: what was seen, and what it does not prove. */
export function authenticitySentence(reason: AuthenticityReason): string {
  return SENTENCES[reason]
}
