import { checkName } from '#lib/auth/check-words.ts'
import { renameOrganization } from '#lib/auth/organizations.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

/** Renames the organization that the request is about. */
export const PUT = route('own', async (access, request: Request) => {
  const body = await readJson(request, { name: 'text' })
  if (body instanceof Response) return body
  const wrong = checkName(body.name)
  if (wrong) return problem(400, wrong)
  const { id, name } = access.organization
  await renameOrganization(id, body.name)
  await audit(access, request, 'organization-renamed', { from: name, name: body.name.trim() })
  return json({ id, name: body.name.trim() })
})
