import type pg from 'pg'

import type { Sealer } from '../db/seal.ts'
import { asTenant } from '../db/tenant.ts'

/** The bytes were sealed with another secret than the one that the installation has now, or were altered. */
export class NotOpened extends Error {
  constructor() {
    super(
      'The bytes of this submission are sealed, and the SECRET_KEY that Signet has now does not open them. Give it back the one of then.',
    )
    this.name = 'NotOpened'
  }
}

type ReadDeps = { pool: pg.Pool; sealer: Sealer }

/** The bytes of a submission as they came in, a chunk at a time. @throws NotOpened */
export async function* readChunks(
  { organizationId, submissionId }: { organizationId: string; submissionId: string },
  { pool, sealer }: ReadDeps,
): AsyncGenerator<Buffer> {
  for (let ordinal = 0; ; ordinal++) {
    // In one statement, since the rest may be sealed between two of them.
    const { rows } = await asTenant(pool, organizationId).query<{ bytes: Buffer; isPrivate: boolean }>(
      `select c.bytes, s."isPrivate" from submission_chunk c
       join submission s on s."organizationId" = c."organizationId" and s.id = c."submissionId"
       where c."organizationId" = $1 and c."submissionId" = $2 and c.ordinal = $3`,
      [organizationId, submissionId, ordinal],
    )
    if (!rows[0]) return
    const { bytes, isPrivate } = rows[0]
    const opened = isPrivate ? sealer.open(bytes) : bytes
    if (!opened) throw new NotOpened()
    yield opened
  }
}
