import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { deleteEndpoint } from '#lib/webhooks/event-endpoints.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { json, problem } from '../../respond.ts'

/** What comes to it from now on is refused. */
export const DELETE = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ token: string }> }) => {
    if (access.organization.isDemo) return problem(403, DEMO_REFUSAL)
    const { token } = await params
    const provider = await deleteEndpoint(access.organization.id, token)
    if (provider === null) return problem(404, 'There is no endpoint with this token.')
    await audit(access, request, 'endpoint-deleted', { name: provider })
    return json({ token, provider })
  },
)
