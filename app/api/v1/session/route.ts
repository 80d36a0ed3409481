import { writeAudit } from '#lib/audit/write-audit.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { describeSession } from '#lib/auth/describe-session.ts'
import { countRequest, forgiveRequest } from '#lib/auth/rate-limits.ts'
import { chooseOrganization, signIn, signOut } from '#lib/auth/sign-in.ts'

import { audit } from '../audit-request.ts'
import { openRoute, ownRoute } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem, tooMany } from '../respond.ts'

/** Who is signed in, and in which organizations. */
export const GET = ownRoute((signedIn) => json(describeSession(signedIn)))

/** Signs in. Whether it is the address or the password that is wrong is not said, and costs the same time. */
export const POST = openRoute(async (request: Request) => {
  const address = clientAddress(request.headers)
  const wait = await countRequest('secrets', address)
  if (wait) return tooMany(wait)
  const body = await readJson(request, { email: 'text', password: 'text' })
  if (body instanceof Response) return body
  const waitForAccount = await countRequest('account', body.email.toLowerCase())
  if (waitForAccount) return tooMany(waitForAccount)
  const session = await signIn(body, request.headers)
  if (!session) return problem(401, 'The e-mail address or the password is wrong.')
  await forgiveRequest('secrets', address)
  await forgiveRequest('account', body.email.toLowerCase())
  const { organizationId, actor } = session
  if (organizationId) await writeAudit({ organizationId, actor, action: 'signed-in', address })
  return json({}, 200, session.cookies)
})

/** Chooses the organization that pages and requests of this session are about. */
export const PUT = ownRoute(async ({ memberships }, request: Request) => {
  const body = await readJson(request, { organizationId: 'text' })
  if (body instanceof Response) return body
  const isMember = memberships.some(({ organization }) => organization.id === body.organizationId)
  if (!isMember) return problem(404, 'There is no organization with this id.')
  await chooseOrganization(body.organizationId, request.headers)
  return json({})
})

/** Signs out: the session is gone, wherever its cookie still is. */
export const DELETE = ownRoute(async ({ access }, request: Request) => {
  await audit(access, request, 'signed-out')
  return json({}, 200, await signOut(request.headers))
})
