import { readConfig } from '#lib/config.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { findAddress, rotateAddress } from '#lib/inbox/ingest-addresses.ts'

import { audit } from '../../../audit-request.ts'
import { route } from '../../../handle.ts'
import { json, problem } from '../../../respond.ts'

/** Makes an address in the place of this one, which takes mail for 30 days more. Answers with the new one. */
export const POST = route(
  'manage',
  async (access, request: Request, { params }: { params: Promise<{ token: string }> }) => {
    const { organization, tenant } = access
    if (organization.isDemo) return problem(403, DEMO_REFUSAL)
    const { ingestDomain } = readConfig()
    const { token } = await params
    const old = await findAddress(tenant, token, ingestDomain)
    const made = old && (await rotateAddress(organization.id, token))
    if (!made) return problem(404, 'There is no ingest address with this token.')
    if (made.refusal !== null) return problem(409, made.refusal)
    const address = (await findAddress(tenant, made.token, ingestDomain))!
    await audit(access, request, 'address-rotated', { name: old.address, by: address.address })
    return json(address, 201)
  },
)
