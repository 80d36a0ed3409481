import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import { asTenant } from '../db/tenant.ts'
import type { Receiver } from '../receivers/identify-receiver.ts'

/**
 * The ids of an organization's domains by name; those it does not have yet are made. Committed by itself, so that a long
 * transaction on a new domain lets no other one wait.
 */
export async function findOrMakeDomains(
  pool: pg.Pool,
  organizationId: string,
  names: string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(names)].toSorted()
  const find = async (): Promise<Map<string, string>> => {
    const { rows } = await asTenant(pool, organizationId).query<{ id: string; name: string }>({
      name: 'find-domains',
      text: 'select id, name from domain where "organizationId" = $1 and name = any($2)',
      values: [organizationId, wanted],
    })
    return new Map(rows.map(({ id, name }) => [name, id]))
  }
  const found = await find()
  const missing = wanted.filter((name) => !found.has(name))
  if (missing.length === 0) return found
  await asTenant(pool, organizationId).query(
    `insert into domain ("organizationId", id, name) select $1, id, name from unnest($2::uuid[], $3::text[]) d (id, name)
     on conflict do nothing`,
    [organizationId, missing.map(() => uuidv7()), missing],
  )
  return find()
}

/** Makes the receivers that the organization does not have yet; committed by itself, as domains are. */
export async function makeReceivers(pool: pg.Pool, organizationId: string, receivers: Receiver[]): Promise<void> {
  const byId = new Map(receivers.map(({ id, name }) => [id, name]))
  const ids = [...byId.keys()].toSorted()
  const { rows } = await asTenant(pool, organizationId).query<{ id: string }>({
    name: 'find-receivers',
    text: 'select id from receiver where "organizationId" = $1 and id = any($2)',
    values: [organizationId, ids],
  })
  const known = new Set(rows.map(({ id }) => id))
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return
  await asTenant(pool, organizationId).query(
    `insert into receiver ("organizationId", id, name) select $1, id, name from unnest($2::text[], $3::text[]) v (id, name)
     on conflict do nothing`,
    [organizationId, missing, missing.map((id) => byId.get(id))],
  )
}
