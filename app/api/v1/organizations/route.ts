import { writeAudit } from '#lib/audit/write-audit.ts'
import { checkName } from '#lib/auth/check-words.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { createOrganization } from '#lib/auth/organizations.ts'

import { ownRoute } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

/** Makes an organization, and chooses it for this session. Owners of another one may. */
export const POST = ownRoute(async ({ user }, request: Request) => {
  const body = await readJson(request, { name: 'text' })
  if (body instanceof Response) return body
  const wrong = checkName(body.name)
  if (wrong) return problem(400, wrong)
  const { done, refusal } = await createOrganization(body.name, request.headers)
  if (refusal) return problem(refusal.status, refusal.sentence)
  const { id, name } = { id: done.id, name: body.name.trim() }
  await writeAudit({
    organizationId: id,
    actor: { kind: 'user', ...user },
    action: 'organization-created',
    subject: { name },
    address: clientAddress(request.headers),
  })
  return json({ id, name }, 201)
})
