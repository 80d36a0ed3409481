import type pg from 'pg'

import type { IngestAddress } from './parse-recipient.ts'

/** Whose mail it is. `address` as the peer wrote it. */
export type Recipient = { address: string; organizationId: string; token: string }

/** The organization that an ingest address belongs to now. Nothing real goes into a demo. */
const FIND = `select a."organizationId" from ingest_address a join organization o on o.id = a."organizationId"
  where a.token = $1 and a.purpose = $2::purpose and a.enabled and (a."retiresAt" is null or a."retiresAt" > now()) and not o."isDemo"`

/** @returns the id of the organization; null when mail to this address is not taken. */
export async function findOrganizationOf(pool: pg.Pool, { token, purpose }: IngestAddress): Promise<string | null> {
  const { rows } = await pool.query<{ organizationId: string }>({
    name: 'find-recipient',
    text: FIND,
    values: [token, purpose],
  })
  return rows[0]?.organizationId ?? null
}
