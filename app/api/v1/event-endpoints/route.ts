import { secretKey } from '#lib/auth/secret-key.ts'
import { readConfig } from '#lib/config.ts'
import { sealerOf } from '#lib/db/seal.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { ENDPOINTS_MAX, listEndpoints, makeEndpoint } from '#lib/webhooks/event-endpoints.ts'
import { SIGNING, isSigning } from '#lib/webhooks/providers.ts'
import { secretRefusal } from '#lib/webhooks/secret-refusal.ts'

import { audit } from '../audit-request.ts'
import { route } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { json, problem } from '../respond.ts'

/** Where providers that sign send their events; the secrets stay where they are. */
export const GET = route('manage', async ({ organization }) =>
  json({ endpoints: await listEndpoints(organization.id) }),
)

export const POST = route('manage', async (access, request: Request) => {
  const { organization } = access
  if (organization.isDemo) return problem(403, DEMO_REFUSAL)
  const body = await readJson(request, { provider: 'text', secret: 'text' })
  if (body instanceof Response) return body
  const { provider } = body
  const secret = body.secret.trim()
  if (!isSigning(provider)) return problem(400, `provider must be one of those that sign: ${SIGNING.join(', ')}.`)
  const refusal = secretRefusal(provider, secret)
  if (refusal) return problem(400, refusal)
  const made = await makeEndpoint(organization.id, { provider, secret }, sealerOf(secretKey(readConfig())))
  if (!made) return problem(409, `An organization has ${ENDPOINTS_MAX} endpoints at most: delete one first.`)
  await audit(access, request, 'endpoint-created', { name: provider })
  return json(made, 201)
})
