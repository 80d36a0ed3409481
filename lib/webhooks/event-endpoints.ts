import { randomBytes } from 'node:crypto'

import { database, transact } from '../db/database.ts'
import type { Sealer } from '../db/seal.ts'
import type { SigningProvider } from './providers.ts'

/**
 * Where providers that sign send their events. No row-level security keeps the table, since a request is asked for whom it is before any
 * organization is known: every statement here but `findEndpoint` names the organization itself.
 */

export const ENDPOINTS_MAX = 100
const TOKEN_BYTES = 16

/** What is said of an endpoint: its secret never. */
export type EventEndpointRow = { token: string; provider: SigningProvider; createdAt: string }

/** For whom an endpoint takes events, and what they must be signed by. */
export type FoundEndpoint = {
  token: string
  organization: { id: string; name: string; isDemo: boolean }
  secret: string
}

/** The endpoints of an organization, newest first. */
export async function listEndpoints(organizationId: string): Promise<EventEndpointRow[]> {
  const { rows } = await database().pool.query<Omit<EventEndpointRow, 'createdAt'> & { createdAt: Date }>(
    `select token, provider, "createdAt" from event_endpoint where "organizationId" = $1 order by "createdAt" desc, token`,
    [organizationId],
  )
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Whoever makes endpoints at the same time waits at the row of the organization. @returns null when it has too many. */
export async function makeEndpoint(
  organizationId: string,
  { provider, secret }: { provider: SigningProvider; secret: string },
  sealer: Sealer,
): Promise<EventEndpointRow | null> {
  return transact(database().pool, async (client) => {
    await client.query('select from organization where id = $1 for no key update', [organizationId])
    const { rows } = await client.query<{ token: string; createdAt: Date }>(
      `insert into event_endpoint (token, "organizationId", provider, secret) select $1, $2::uuid, $3, $4
       where (select count(*) from event_endpoint where "organizationId" = $2::uuid) < $5 returning token, "createdAt"`,
      [
        randomBytes(TOKEN_BYTES).toString('hex'),
        organizationId,
        provider,
        sealer.seal(Buffer.from(secret)),
        ENDPOINTS_MAX,
      ],
    )
    const [row] = rows
    return row ? { token: row.token, provider, createdAt: row.createdAt.toISOString() } : null
  })
}

/** @returns the provider of the endpoint that is gone, null when the organization has none with this token. */
export async function deleteEndpoint(organizationId: string, token: string): Promise<string | null> {
  const { rows } = await database().pool.query<{ provider: string }>(
    `delete from event_endpoint where "organizationId" = $1 and token = $2 returning provider`,
    [organizationId, token],
  )
  return rows[0]?.provider ?? null
}

/** @returns null also where the secret was sealed by another installation. */
export async function findEndpoint(provider: string, token: string, sealer: Sealer): Promise<FoundEndpoint | null> {
  if (!/^[0-9a-f]{32}$/.test(token)) return null
  const { rows } = await database().pool.query<{ id: string; name: string; isDemo: boolean; secret: Buffer | null }>(
    `select o.id, o.name, o."isDemo", e.secret from event_endpoint e join organization o on o.id = e."organizationId"
     where e.token = $1 and e.provider = $2`,
    [token, provider],
  )
  const [row] = rows
  const secret = row?.secret ? sealer.open(row.secret) : null
  if (!row || !secret) return null
  const { id, name, isDemo } = row
  return { token, organization: { id, name, isDemo }, secret: secret.toString() }
}
