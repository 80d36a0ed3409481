import type pg from 'pg'

import type { Sealer } from '../db/seal.ts'

/**
 * Seals the bytes of a submission where they lie, in the transaction given; does nothing when they are sealed already. A chunk at a
 * time, so that a large one takes no more memory than a small one.
 */
export async function sealSubmission(
  client: pg.ClientBase,
  { organizationId, submissionId }: { organizationId: string; submissionId: string },
  sealer: Sealer,
): Promise<void> {
  const of = [organizationId, submissionId]
  const { rowCount } = await client.query(
    `update submission set "isPrivate" = true where "organizationId" = $1 and id = $2 and not "isPrivate"`,
    of,
  )
  if (!rowCount) return
  for (let ordinal = 0; ; ordinal++) {
    const { rows } = await client.query<{ bytes: Buffer }>(
      'select bytes from submission_chunk where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3',
      [...of, ordinal],
    )
    if (!rows[0]) return
    await client.query(
      'update submission_chunk set bytes = $4 where "organizationId" = $1 and "submissionId" = $2 and ordinal = $3',
      [...of, ordinal, sealer.seal(rows[0].bytes)],
    )
  }
}
