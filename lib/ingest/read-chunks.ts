import type pg from 'pg'

import { asTenant } from '../db/tenant.ts'

/** The bytes of a submission as they came in, a chunk at a time. */
export async function* readChunks(
  { organizationId, submissionId }: { organizationId: string; submissionId: string },
  pool: pg.Pool,
): AsyncGenerator<Buffer> {
  for (let ordinal = 0; ; ordinal++) {
    const { rows } = await asTenant(pool, organizationId).query<{ bytes: Buffer }>(
      'select bytes from submission_chunk where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3',
      [organizationId, submissionId, ordinal],
    )
    if (!rows[0]) return
    yield rows[0].bytes
  }
}
