import { revokeKey } from '#lib/auth/list-keys.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { problem } from '../../respond.ts'

/** Revokes a key: the next request with it is refused. */
export const DELETE = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const revoked = await revokeKey(access.organization.id, (await params).id)
    if (!revoked) return problem(404, 'There is no key with this id.')
    await audit(access, request, 'key-revoked', { name: revoked.name })
    return new Response(null, { status: 204 })
  },
)
