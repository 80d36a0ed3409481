import { writeAudit } from '#lib/audit/write-audit.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { revokeSession } from '#lib/auth/sessions.ts'

import { ownRoute } from '../../handle.ts'
import { problem } from '../../respond.ts'

export const DELETE = ownRoute(
  async ({ user, access }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    if (!(await revokeSession(user.id, (await params).id))) return problem(404, 'There is no session with this id.')
    if (access)
      await writeAudit({
        organizationId: access.organization.id,
        actor: access.actor,
        action: 'session-revoked',
        address: clientAddress(request.headers),
      })
    return new Response(null, { status: 204 })
  },
)
