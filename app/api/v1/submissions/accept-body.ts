import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'

import type { Arrival } from '#lib/ingest/accept.ts'

import type { Accepted } from './hand-in.ts'
import { readMultipart } from './read-multipart.ts'
import { type Store, takeBody } from './take-body.ts'

type From = { organizationId: string; keyId: string | null }

/** Takes in a request's body: each `file` part of a multipart body, or the body itself under `?filename=`. */
export async function acceptBody(request: Request, from: From, store: Store): Promise<Accepted> {
  // Only a browser says that its own page sent this.
  const via = request.headers.get('sec-fetch-site') === 'same-origin' ? 'upload' : 'api'
  const body = (request.body ?? new Blob().stream()) as NodeReadableStream<Uint8Array>
  const accepted: Accepted = { submissions: [], broken: null }

  const take = async (bytes: AsyncIterable<Uint8Array>, filename: string | null): Promise<void> => {
    const arrival: Arrival = { ...from, via, filename }
    accepted.submissions.push(await takeBody(bytes, arrival, store))
  }

  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    await take(body, new URL(request.url).searchParams.get('filename'))
    return accepted
  }
  accepted.broken = await readMultipart(Readable.fromWeb(body), contentType, take)
  if (accepted.submissions.length === 0) accepted.broken ??= 'The request has no part named "file" that holds a file.'
  return accepted
}
