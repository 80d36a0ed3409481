import { writeAudit } from '#lib/audit/write-audit.ts'
import { checkName, checkPassword } from '#lib/auth/check-words.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { type InvitationRow, accept, acceptAsNew, findInvitation, isFor } from '#lib/auth/invitations.ts'
import { countRequest, forgiveRequest } from '#lib/auth/rate-limits.ts'
import { readAsker } from '#lib/auth/read-asker.ts'

import { openRoute } from '../../../handle.ts'
import { readJson } from '../../../read-json.ts'
import { json, problem, tooMany } from '../../../respond.ts'

const GONE = 'This invitation was used, taken back, or is too old: ask for another one.'

/** Accepts an invitation, by its link: for who is signed in under its address, or with a new account. */
export const POST = openRoute(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const address = clientAddress(request.headers)
  const wait = await countRequest('secrets', address)
  if (wait) return tooMany(wait)
  const body = await readJson(request, { name: 'text?', password: 'text?' })
  if (body instanceof Response) return body
  const invitation = await findInvitation((await params).id)
  if (!invitation) return problem(404, GONE)
  await forgiveRequest('secrets', address)

  const { signedIn } = await readAsker(request.headers)
  if (signedIn && !isFor(invitation, signedIn))
    return problem(403, `This invitation is for ${invitation.email}, and you are signed in as ${signedIn.user.email}.`)
  if (signedIn) {
    const refusal = await accept(invitation, request.headers)
    if (refusal) return problem(refusal.status, refusal.sentence)
    await note(invitation, signedIn.user.id, address)
    return json({})
  }

  const { name, password } = { name: body.name ?? '', password: body.password ?? '' }
  const wrong = checkName(name) ?? checkPassword(password)
  if (wrong) return problem(400, wrong)
  const made = await acceptAsNew(invitation, { name, password }, request.headers)
  if (!made) return problem(409, 'This e-mail address has an account: sign in, then open the invitation again.')
  if (made.refusal) return problem(made.refusal.status, made.refusal.sentence)
  await note(invitation, made.session.actor.id, address)
  return json({}, 201, made.session.cookies)
})

async function note({ organization, email, role }: InvitationRow, id: string, address: string): Promise<void> {
  const actor = { kind: 'user', id, email } as const
  await writeAudit({ organizationId: organization.id, actor, action: 'joined', subject: { role }, address })
}
