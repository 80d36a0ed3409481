import { readConfig } from '#lib/config.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { findAddress, setEnabled } from '#lib/inbox/ingest-addresses.ts'

import { audit } from '../../audit-request.ts'
import { route } from '../../handle.ts'
import { readJson } from '../../read-json.ts'
import { json, problem } from '../../respond.ts'

/** Turns an address on or off. */
export const PATCH = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ token: string }> }) => {
    if (access.organization.isDemo) return problem(403, DEMO_REFUSAL)
    const { ingestDomain } = readConfig()
    const { token } = await params
    const before = await findAddress(access.tenant, token, ingestDomain)
    if (!before) return problem(404, 'There is no ingest address with this token.')
    const body = await readJson(request, { enabled: 'boolean' })
    if (body instanceof Response) return body
    const { enabled } = body
    await setEnabled(access.organization.id, token, enabled)
    if (before.enabled !== enabled)
      await audit(access, request, enabled ? 'address-enabled' : 'address-disabled', { name: before.address })
    return json({ ...before, enabled })
  },
)
