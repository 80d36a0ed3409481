import { changeMember, findMember, removeMember } from '#lib/auth/members.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { readJson } from '../../read-json.ts'
import { readRole } from '../../read-role.ts'
import { json, problem } from '../../respond.ts'

type Params = { params: Promise<{ id: string }> }
const MISSING = 'There is no member with this id.'

/** Changes the role of a member, and the domains that a viewer sees. */
export const PUT = route('people', async (access, request: Request, { params }: Params) => {
  const { id: organizationId } = access.organization
  const body = await readJson(request, { role: 'text', domains: 'texts' })
  if (body instanceof Response) return body
  const wanted = readRole(body)
  if (wanted instanceof Response) return wanted
  const member = await findMember(organizationId, (await params).id)
  if (!member) return problem(404, MISSING)
  const refusal = await changeMember({ organizationId, memberId: member.id, ...wanted }, request.headers)
  if (refusal) return problem(refusal.status, refusal.sentence)
  await audit(access, request, 'member-changed', { email: member.email, from: member.role, ...wanted })
  return json(await findMember(organizationId, member.id))
})

/** Takes a member out of the organization; the account stays. */
export const DELETE = route('people', async (access, request: Request, { params }: Params) => {
  const { id: organizationId } = access.organization
  const member = await findMember(organizationId, (await params).id)
  if (!member) return problem(404, MISSING)
  const refusal = await removeMember({ organizationId, memberId: member.id }, request.headers)
  if (refusal) return problem(refusal.status, refusal.sentence)
  await audit(access, request, 'member-removed', { email: member.email, role: member.role })
  return new Response(null, { status: 204 })
})
