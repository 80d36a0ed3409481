import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'

import type pg from 'pg'

import { type Arrival, accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'
import type { Limits } from '#lib/unpack/limits.ts'

import { readMultipart } from './read-multipart.ts'

export type Door = { pool: pg.Pool; organizationId: string; keyId: string | null; limits: Limits; dataDir: string }

/**
 * The submissions as they were written down, in the order of the files; `broken` is what is wrong with the request, of which the
 * files before that are accepted all the same.
 */
export type Accepted = { submissions: SubmissionRow[]; broken: string | null }

/** Takes in a request's body: each `file` part of a multipart body, or the body itself under `?filename=`. */
export async function acceptBody(request: Request, door: Door): Promise<Accepted> {
  // Only a browser says that its own page sent this.
  const via = request.headers.get('sec-fetch-site') === 'same-origin' ? 'upload' : 'api'
  const body = (request.body ?? new Blob().stream()) as NodeReadableStream<Uint8Array>
  const accepted: Accepted = { submissions: [], broken: null }

  const take = async (bytes: AsyncIterable<Uint8Array>, filename: string | null): Promise<void> => {
    const arrival: Arrival = { organizationId: door.organizationId, keyId: door.keyId, via, filename }
    accepted.submissions.push(await acceptOne(bytes, arrival, door))
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

async function acceptOne(
  bytes: AsyncIterable<Uint8Array>,
  arrival: Arrival,
  { pool, limits, dataDir }: Door,
): Promise<SubmissionRow> {
  const { received, tooLarge } = await receive(bytes, limits.inputBytesMax, path.join(dataDir, 'tmp'))
  if (!received) return acceptTooLarge(pool, arrival, tooLarge, limits.inputBytesMax)
  try {
    return await accept(pool, arrival, received)
  } finally {
    await received.spool.close()
  }
}
