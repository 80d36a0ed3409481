import { checkEmail } from '#lib/auth/check-words.ts'
import { type InvitationRow, invite, listInvitations } from '#lib/auth/invitations.ts'
import { readConfig } from '#lib/config.ts'
import { invitationMail } from '#lib/notify/invitation-mail.ts'
import { sendMail } from '#lib/notify/send-mail.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { readRole } from '../read-role.ts'
import { json, problem } from '../respond.ts'

/** Invitations that can still be accepted, each with its link. */
export const GET = route('people', async ({ organization }) => {
  const invitations = (await listInvitations(organization.id)).map(withLink)
  return json({ invitations, nextCursor: null })
})

/** Invites somebody. The link is in the answer; where there is outgoing mail it is sent as well, and `mail` says what became of it. */
export const POST = route('people', async (access, request: Request) => {
  const body = await readJson(request, { email: 'text', role: 'text', domains: 'texts' })
  if (body instanceof Response) return body
  const wrong = checkEmail(body.email)
  if (wrong) return problem(400, wrong)
  const wanted = readRole(body)
  if (wanted instanceof Response) return wanted
  const { id: organizationId } = access.organization
  const { done, refusal } = await invite({ organizationId, email: body.email, ...wanted }, request.headers)
  if (refusal) return problem(refusal.status, refusal.sentence)
  await audit(access, request, 'invited', { email: body.email, ...wanted })
  const invitation = (await listInvitations(organizationId)).find(({ id }) => id === done.id)!
  return json({ ...withLink(invitation), mail: await mailTo(invitation) }, 201)
})

function withLink(invitation: InvitationRow): InvitationRow & { link: string } {
  return { ...invitation, link: `${readConfig().baseUrl}/invitation/${invitation.id}` }
}

async function mailTo(invitation: InvitationRow): Promise<{ isSent: boolean; problem: string | null }> {
  const { smtpOut } = readConfig()
  if (!smtpOut) return { isSent: false, problem: null }
  const refused = await sendMail(smtpOut, invitationMail(invitation, withLink(invitation).link))
  return { isSent: refused === null, problem: refused }
}
