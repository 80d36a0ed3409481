import { writeAudit } from '#lib/audit/write-audit.ts'
import { checkEmail, checkName, checkPassword } from '#lib/auth/check-words.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { countRequest, forgiveRequest } from '#lib/auth/rate-limits.ts'
import { isSetUpDue, isSetUpToken } from '#lib/auth/set-up-token.ts'
import { setUp } from '#lib/auth/set-up.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { readConfig } from '#lib/config.ts'
import { firstOrganization } from '#lib/db/organization.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'

import { openRoute } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem, tooMany } from '../respond.ts'

const DONE = 'Signet is set up already: sign in, or ask to be invited.'

/** Makes the first account, for whoever has the token that the start printed, and signs it in. */
export const POST = openRoute(async (request: Request) => {
  const address = clientAddress(request.headers)
  const wait = await countRequest('secrets', address)
  if (wait) return tooMany(wait)
  const organization = await firstOrganization()
  if (organization.isDemo) return problem(403, DEMO_REFUSAL)
  if (!(await isSetUpDue())) return problem(409, DONE)
  const body = await readJson(request, {
    token: 'text',
    email: 'text',
    name: 'text',
    password: 'text',
    organization: 'text',
  })
  if (body instanceof Response) return body
  if (!(await isSetUpToken(body.token, readConfig())))
    return problem(401, 'This is not the token that the start of Signet printed: open the address that it names.')
  const wrong =
    checkEmail(body.email) ?? checkName(body.name) ?? checkPassword(body.password) ?? checkName(body.organization)
  if (wrong) return problem(400, wrong)

  const userId = await setUp(body, body.organization)
  if (!userId) return problem(409, DONE)
  await forgiveRequest('secrets', address)
  const session = await signIn(body, request.headers)
  const actor = { kind: 'user', id: userId, email: body.email.toLowerCase() } as const
  await writeAudit({ organizationId: organization.id, actor, action: 'set-up', address })
  return json({}, 201, session?.cookies)
})
