import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { isDomain, toDomain } from '#lib/dmarc/domain-name.ts'
import { findAddress, listAddresses, makeAddress } from '#lib/inbox/ingest-addresses.ts'
import { addDomain } from '#lib/quarantine/add-domain.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

/** The addresses that take mail, or will again when they are turned on. */
export const GET = route('ledger', async ({ tenant }) =>
  json({ addresses: await listAddresses(tenant, readConfig().ingestDomain) }),
)

/** Makes an address; whoever makes one for a domain says that the domain is the organization's. */
export const POST = route('manage', async (access, request: Request) => {
  const { organization, tenant } = access
  if (organization.isDemo) return problem(403, DEMO_REFUSAL)
  const body = await readJson(request, { purpose: 'text', domain: 'text?' })
  if (body instanceof Response) return body
  const { purpose } = body
  if (purpose !== 'rua' && purpose !== 'bounce') return problem(400, 'purpose must be rua or bounce.')
  const domain = body.domain?.trim() ? toDomain(body.domain) : null
  if (domain !== null && !(isDomain(domain) && domain.includes('.')))
    return problem(400, 'domain must be the name of a domain such as example.com, or null.')
  const { token, refusal } = await makeAddress(organization.id, { purpose, domain })
  if (refusal !== null) return problem(409, refusal)
  if (domain !== null) await addDomain(database().pool, organization.id, domain)
  const made = (await findAddress(tenant, token, readConfig().ingestDomain))!
  await audit(access, request, 'address-created', { name: made.address, domain })
  return json(made, 201)
})
