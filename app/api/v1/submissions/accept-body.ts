import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'

import type pg from 'pg'

import { type Arrival, accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import type { Limits } from '#lib/unpack/limits.ts'

import { readMultipart } from './read-multipart.ts'

export type Door = { pool: pg.Pool; organizationId: string; limits: Limits; dataDir: string }

/**
 * `ids` of the submissions in the order of the files; `tooLarge` is the sentence of the first file that was too large, `broken` what
 * is wrong with the request, of which the files before that are accepted all the same.
 */
export type Accepted = { ids: string[]; tooLarge: string | null; broken: string | null }

/** Takes in a request's body: each `file` part of a multipart body, or the body itself under `?filename=`. */
export async function acceptBody(request: Request, door: Door): Promise<Accepted> {
  // Only a browser says that its own page sent this.
  const via = request.headers.get('sec-fetch-site') === 'same-origin' ? 'upload' : 'api'
  const body = request.body ? Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>) : Readable.from([])
  const accepted: Accepted = { ids: [], tooLarge: null, broken: null }

  const take = async (bytes: AsyncIterable<Uint8Array>, filename: string | null): Promise<void> => {
    const { id, tooLarge } = await acceptOne(bytes, { organizationId: door.organizationId, via, filename }, door)
    accepted.ids.push(id)
    accepted.tooLarge ??= tooLarge
  }

  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    await take(body, new URL(request.url).searchParams.get('filename'))
    return accepted
  }
  accepted.broken = await readMultipart(body, contentType, take)
  if (accepted.ids.length === 0) accepted.broken ??= 'The request has no part named "file" that holds a file.'
  return accepted
}

async function acceptOne(
  bytes: AsyncIterable<Uint8Array>,
  arrival: Arrival,
  { pool, limits, dataDir }: Door,
): Promise<{ id: string; tooLarge: string | null }> {
  const { received, tooLarge } = await receive(bytes, limits.inputBytesMax, path.join(dataDir, 'tmp'))
  if (!received) {
    const { id, refusal } = await acceptTooLarge(pool, arrival, tooLarge, limits.inputBytesMax)
    return { id, tooLarge: refusal.message }
  }
  try {
    return { id: await accept(pool, arrival, received), tooLarge: null }
  } finally {
    await received.spool.close()
  }
}
