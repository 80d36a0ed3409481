import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import { findOrMakeDomains } from '../ingest/find-names.ts'
import { readReleased } from '../ingest/read-again.ts'

/**
 * Makes a domain the organization's, and has the reports about it, and about those below it, read again that wait because it was
 * not.
 * @param name as `toDomain` gives it.
 * @returns the submissions that are read again.
 */
export async function addDomain(pool: pg.Pool, organizationId: string, name: string): Promise<{ released: number }> {
  await findOrMakeDomains(pool, organizationId, [name])
  const released = await inTransaction(pool, organizationId, (client) =>
    readReleased(client, organizationId, {
      where: `d.code = 'unknown-domain' and (d.domain = $2 or right(d.domain, length($2) + 1) = '.' || $2)`,
      values: [name],
    }),
  )
  return { released }
}
