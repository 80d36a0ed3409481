import type pg from 'pg'
import { validate } from 'uuid'

import { transact } from './database.ts'

/**
 * The one way to the rows of an organization. Row-level security shows a transaction those of the organization that is set in it, and
 * to every other statement none (docs/decisions/0011). What a statement's own `where` says comes on top of that.
 */

/** Whose rows may be seen; null: all domains. Whoever is limited to domains reads, and writes nothing. */
export type Tenant = { organizationId: string; domainIds: string[] | null }

export function wholeOrganization(organizationId: string): Tenant {
  return { organizationId, domainIds: null }
}

/** Runs `work` in one transaction on one connection, as an organization; rolls back and rethrows when it throws. */
export function inTransaction<T>(
  pool: pg.Pool,
  organizationId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return transact(pool, work, begin(organizationId))
}

/**
 * The same for work that touches rows by their keys alone. Postgres plans the check of a foreign key once for each connection: in
 * a table that is still small it would decide to read all of it, and go on doing so when it has grown. What it reads in whole all
 * the same (copy-rows.ts) costs beyond measure then, in the eyes of versions before 18, and would be compiled each time.
 */
export function inTransactionByKey<T>(
  pool: pg.Pool,
  organizationId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return transact(pool, work, `${begin(organizationId)}; set local enable_seqscan = off; set local jit = off`)
}

/** A client for single statements as an organization, each in a transaction of its own. */
export function asTenant(pool: pg.Pool, organizationId: string): Pick<pg.ClientBase, 'query'> {
  const query = (text: string, values?: unknown[]): Promise<pg.QueryResult> =>
    inTransaction(pool, organizationId, (client) => client.query(text, values))
  return { query: query as pg.ClientBase['query'] }
}

/** Has the rest of a transaction run as this organization. */
export async function becomeTenant(client: pg.ClientBase, organizationId: string): Promise<void> {
  await client.query(setting(organizationId))
}

/** In one round trip, so that a transaction as an organization costs no more than any other. */
function begin(organizationId: string): string {
  return `begin; ${setting(organizationId)}`
}

/** The id stands in the text of the statement: nothing else may ever get there. */
function setting(organizationId: string): string {
  if (!validate(organizationId)) throw new Error('This is no id of an organization.')
  return `set local app.organization_id = '${organizationId}'`
}
