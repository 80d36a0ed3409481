import type { Edge, RetentionStep } from './retention-step.ts'

const SUBMISSIONS_MAX = 200

const OLD = `submission where "organizationId" = $1 and "receivedAt" < ($2::date::timestamp at time zone 'UTC')
  and "bytesRemovedAt" is null and sha256 is not null and status not in ('queued', 'processing')`

/** Final submissions that came in before day $2, still have bytes, and name nobody. */
export const OLD_BYTES = `${OLD} and not "isPrivate"`
/** The same of those that name people. */
export const OLD_PRIVATE_BYTES = `${OLD} and "isPrivate"`

/**
 * Removes the bytes of old submissions; their lines in the ledger stay.
 * @param old which: OLD_BYTES or OLD_PRIVATE_BYTES.
 */
export function removeBytes({ organizationId, keptFrom }: Edge, old: string): RetentionStep {
  let after = '00000000-0000-0000-0000-000000000000'
  return async (client) => {
    const { rows } = await client.query<{ id: string; size: string }>(
      `select id, size from ${old} and id > $3 order by id limit ${SUBMISSIONS_MAX} for no key update`,
      [organizationId, keptFrom, after],
    )
    if (rows.length === 0) return null
    const ids = rows.map(({ id }) => id)
    await client.query('delete from submission_chunk where "organizationId" = $1 and "submissionId" = any($2)', [
      organizationId,
      ids,
    ])
    await client.query(`update submission set "bytesRemovedAt" = now() where "organizationId" = $1 and id = any($2)`, [
      organizationId,
      ids,
    ])
    after = ids.at(-1)!
    const bytes = rows.reduce((sum, { size }) => sum + Number(size), 0)
    return { done: rows.length, removed: { submissions: rows.length, bytes } }
  }
}
