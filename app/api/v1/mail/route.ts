import { keyOf } from '#lib/auth/access.ts'
import type { Arrival, Mail } from '#lib/ingest/accept.ts'

import { route } from '../handle.ts'
import { handIn } from '../submissions/hand-in.ts'
import { takeBody } from '../submissions/take-body.ts'

/** A raw message (RFC 5322) that a mail server or a worker at the edge of somebody's network passes on. */
export const POST = route('ingest', (access, request: Request) =>
  handIn(access, request, async (store) => {
    const arrival: Arrival = {
      organizationId: access.organization.id,
      keyId: keyOf(access),
      via: 'api',
      filename: null,
      mail: readEnvelope(new URL(request.url).searchParams),
    }
    return { submissions: [await takeBody(request.body ?? new Blob().stream(), arrival, store)], broken: null }
  }),
)

const ADDRESS_MAX = 320

/** Of the envelope, what the caller tells: it is shown, and nothing rests on it. */
function readEnvelope(query: URLSearchParams): Mail {
  const to = query.getAll('to').map((one) => one.slice(0, ADDRESS_MAX))
  const from = query.get('from')?.slice(0, ADDRESS_MAX) ?? null
  return { envelopeFrom: from, envelopeTo: to, peer: null, helo: null, ingestToken: null }
}
