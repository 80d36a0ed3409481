import path from 'node:path'

import type pg from 'pg'

import { type Arrival, accept, acceptTooLarge, receive } from '#lib/ingest/accept.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'
import type { Limits } from '#lib/unpack/limits.ts'

/** Where what comes in is put down. */
export type Store = { pool: pg.Pool; limits: Limits; dataDir: string }

/** Takes in one stream of bytes as one submission, with its bytes or, when it is too large, as a line without. */
export async function takeBody(
  bytes: AsyncIterable<Uint8Array>,
  arrival: Arrival,
  { pool, limits, dataDir }: Store,
): Promise<SubmissionRow> {
  const { received, tooLarge } = await receive(bytes, limits.inputBytesMax, path.join(dataDir, 'tmp'))
  if (!received) return acceptTooLarge(pool, arrival, tooLarge, limits.inputBytesMax)
  try {
    return await accept(pool, arrival, received)
  } finally {
    await received.spool.close()
  }
}
