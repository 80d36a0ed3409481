import { keyOf } from '#lib/auth/access.ts'
import { secretKey } from '#lib/auth/secret-key.ts'
import { readConfig } from '#lib/config.ts'
import { sealerOf } from '#lib/db/seal.ts'
import { wholeOrganization } from '#lib/db/tenant.ts'
import { type FoundEndpoint, findEndpoint } from '#lib/webhooks/event-endpoints.ts'
import { fetchText } from '#lib/webhooks/fetch-text.ts'
import { type Provider, isProvider, isSigning } from '#lib/webhooks/providers.ts'
import { verifyEvent } from '#lib/webhooks/verify-event.ts'

import { eventRoute } from '../../handle.ts'
import { json, problem } from '../../respond.ts'
import { handIn } from '../../submissions/hand-in.ts'
import { takeBody } from '../../submissions/take-body.ts'

type Context = { params: Promise<{ provider: string }> }

/** More than any provider sends at once; it is held in memory until its signature is known to be right. */
const SIGNED_BYTES_MAX = 1024 * 1024

/** What a provider sends of its own accord. */
export const POST = eventRoute({
  signed: async (token, request, { params }: Context) => {
    const { provider } = await params
    const endpoint = isSigning(provider) ? await findEndpoint(provider, token, sealerOf(secretKey(readConfig()))) : null
    if (!isSigning(provider) || !endpoint) return null
    const body = await readBody(request)
    if (!body) return problem(413, `Signed events must have ${SIGNED_BYTES_MAX} bytes or fewer. Nothing was stored.`)
    const { secret } = endpoint
    const verified = await verifyEvent(provider, { headers: request.headers, body, secret, now: new Date(), fetchText })
    if (!verified.isGenuine) return null
    return verified.confirmUrl ? confirm(verified.confirmUrl) : takeSigned(endpoint, provider, request, body)
  },
  keyed: async (access, request, { params }: Context) => {
    const { provider } = await params
    if (!isProvider(provider)) return problem(404, 'There is no provider of this name whose events are read.')
    return handIn(access, request, async (store) => {
      const { id: organizationId } = access.organization
      const arrival = { organizationId, keyId: keyOf(access), ...arrivalFrom(provider) }
      return { submissions: [await takeBody(request.body ?? new Blob().stream(), arrival, store)], broken: null }
    })
  },
})

function arrivalFrom(provider: Provider) {
  return { via: 'event' as const, filename: `${provider}.json` }
}

function takeSigned(
  { organization }: FoundEndpoint,
  provider: Provider,
  request: Request,
  body: Buffer,
): Promise<Response> {
  const access = { organization, tenant: wholeOrganization(organization.id) }
  return handIn(access, request, async (store) => {
    const arrival = { organizationId: organization.id, ...arrivalFrom(provider) }
    return { submissions: [await takeBody(new Blob([new Uint8Array(body)]).stream(), arrival, store)], broken: null }
  })
}

/** Tells SNS that the messages of the topic are wanted. */
async function confirm(url: string): Promise<Response> {
  if ((await fetchText(url)) === null)
    return problem(503, 'The topic could not be confirmed: SNS did not answer. Request the confirmation again.')
  return json({ confirmed: true })
}

async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > SIGNED_BYTES_MAX) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
