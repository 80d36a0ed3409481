import { cancelInvitation } from '#lib/auth/invitations.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { problem } from '../../respond.ts'

/** Takes an invitation back. */
export const DELETE = route(
  'people',
  async (access, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const cancelled = await cancelInvitation(access.organization.id, (await params).id)
    if (!cancelled) return problem(404, 'There is no open invitation with this id.')
    await audit(access, request, 'invitation-cancelled', { email: cancelled.email })
    return new Response(null, { status: 204 })
  },
)
