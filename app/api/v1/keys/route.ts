import { checkName } from '#lib/auth/check-words.ts'
import { createKey } from '#lib/auth/create-key.ts'
import { listKeys } from '#lib/auth/list-keys.ts'
import { isScope } from '#lib/auth/roles.ts'
import { endOfDay } from '#lib/filter.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

export const GET = route('manage', async ({ organization }) =>
  json({ keys: await listKeys(organization.id), nextCursor: null }),
)

/** Makes a key. The answer is the only place where it is ever seen. */
export const POST = route('manage', async (access, request: Request) => {
  const body = await readJson(request, { name: 'text', scopes: 'texts', expiresOn: 'text?' })
  if (body instanceof Response) return body
  const wrong = checkName(body.name)
  if (wrong) return problem(400, wrong)
  const scopes = [...new Set(body.scopes)]
  if (scopes.length === 0 || !scopes.every(isScope)) return problem(400, 'scopes must name ingest, read or admin.')
  const expiresAt = body.expiresOn === null ? null : endOfDay(body.expiresOn)
  if (body.expiresOn !== null && !(expiresAt && expiresAt > new Date()))
    return problem(400, 'expiresOn must be a day that is not over, YYYY-MM-DD, or null.')
  const { id: organizationId } = access.organization
  const { id, key } = await createKey({ organizationId, name: body.name.trim(), scopes, expiresAt })
  await audit(access, request, 'key-created', { name: body.name.trim(), scopes })
  const made = (await listKeys(organizationId)).find((row) => row.id === id)
  return json({ ...made, key }, 201)
})
