import { INVITATION_DAYS } from '../auth/auth.ts'
import type { InvitationRow } from '../auth/invitations.ts'
import type { Mail } from './send-mail.ts'

/** Names are other people's words: each stands on a line of text, and none in a header. */
export function invitationMail({ email, organization, invitedBy }: InvitationRow, link: string): Mail {
  const line = (text: string): string => text.replaceAll(/\s+/g, ' ')
  return {
    to: email,
    subject: 'An invitation to Signet',
    text: `${line(invitedBy)} invites you to ${line(organization.name)} in Signet, a dashboard for DMARC reports.

To accept, open this address within ${INVITATION_DAYS} days:

${link}

If you do not know what this is about, do nothing: without you nothing happens.
`,
  }
}
