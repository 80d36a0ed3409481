import { database } from '#lib/db/database.ts'
import { forgetTrustedPath, listTrustedPaths } from '#lib/quarantine/trusted-paths.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { json, problem } from '../respond.ts'

/** By which paths reports are taken that cannot be shown to be genuine. */
export const GET = route('ledger', async ({ tenant }) =>
  json({ trustedPaths: await listTrustedPaths(database().pool, tenant.organizationId) }),
)

export const DELETE = route('manage', async (access, request: Request) => {
  const query = new URL(request.url).searchParams
  const [receiver, path] = [query.get('receiver') ?? '', query.get('path') ?? '']
  const isPath = !`${receiver}${path}`.includes('\0')
  if (!isPath || !(await forgetTrustedPath(database().pool, access.tenant.organizationId, { receiver, path })))
    return problem(404, 'This path is not among those that are trusted.')
  await audit(access, request, 'path-distrusted', { receiver, path })
  return new Response(null, { status: 204 })
})
