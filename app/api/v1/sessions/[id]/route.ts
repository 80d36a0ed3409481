import { revokeSession } from '#lib/auth/sessions.ts'

import { audit } from '../../audit-request.ts'
import { ownRoute } from '../../handle.ts'
import { problem } from '../../respond.ts'

export const DELETE = ownRoute(
  async ({ user, access }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    if (!(await revokeSession(user.id, (await params).id))) return problem(404, 'There is no session with this id.')
    await audit(access, request, 'session-revoked')
    return new Response(null, { status: 204 })
  },
)
