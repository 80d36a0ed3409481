import pg from 'pg'

import { PlainError } from '../plain-error.ts'

/**
 * Roles of the database. One owns the tables and migrates; Signet itself works as another one, which owns nothing and is subject to
 * row-level security. An operator may give one role for both, which then owns the tables and is held by FORCE ROW LEVEL SECURITY.
 */

/** Signet's own role on the embedded server. */
export const EMBEDDED_ROLE = 'signet'

/** Makes the role, or repairs it: what it may, and its password. */
export async function ensureRole(ownerUrl: string, role: string, password: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const verb = rowCount ? 'alter' : 'create'
    const may = 'login nosuperuser nobypassrls nocreatedb nocreaterole noreplication'
    await client.query(`${verb} role ${pg.escapeIdentifier(role)} ${may} password ${pg.escapeLiteral(password)}`)
  })
}

/** @returns the name of a URL's role. @throws PlainError when organizations would not be kept apart from it. */
export async function checkRole(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string; isSuper: boolean; bypasses: boolean }>(
      `select rolname as name, rolsuper as "isSuper", rolbypassrls as bypasses from pg_roles where rolname = current_user`,
    )
    const { name, isSuper, bypasses } = rows[0]!
    if (!isSuper && !bypasses) return name
    throw new PlainError(
      `The role ${name} of DATABASE_URL ${isSuper ? 'is a superuser' : 'has BYPASSRLS'}, so the database would not keep organizations apart from one another. ` +
        `Make a role for Signet (create role signet login password '…'), set DATABASE_URL to it, and DATABASE_OWNER_URL to the present value.`,
    )
  })
}

/** Gives a role that owns nothing what Signet needs: of the tables, of the queue, and temporary tables, which not every database lets all make. */
export async function grantTo(client: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  const { rows: databases } = await client.query<{ name: string }>('select current_database() as name')
  await client.query(`
    grant temporary on database ${pg.escapeIdentifier(databases[0]!.name)} to ${name};
    grant usage on schema public, graphile_worker to ${name};
    grant select, insert, update, delete on all tables in schema public, graphile_worker to ${name};
    grant usage, select on all sequences in schema public, graphile_worker to ${name};
    grant execute on all functions in schema public, graphile_worker to ${name};
    revoke all on _prisma_migrations from ${name};
    revoke update, delete on audit_entry from ${name}`)
  // The queue's tables have row-level security as well, and no policy: it is made for a worker that owns them.
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'graphile_worker' and c.relrowsecurity`,
  )
  for (const { table } of rows)
    await client.query(
      `drop policy if exists worker on ${table}; create policy worker on ${table} to ${name} using (true)`,
    )
}

/** @throws PlainError when the role may not make the temporary tables by which records are written. */
export async function checkTemporary(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; may: boolean }>(
    `select current_database() as name, has_database_privilege($1, current_database(), 'temporary') as may`,
    [role],
  )
  const { name, may } = rows[0]!
  if (may) return
  const grant = `grant temporary on database ${pg.escapeIdentifier(name)} to ${pg.escapeIdentifier(role)}`
  throw new PlainError(
    `The role ${role} may not make temporary tables in the database, which Signet needs to store records: run ${grant} as the owner of the database.`,
  )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'signet', connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    throw new PlainError(
      `The database cannot be reached (${message || code}): see that it runs and that DATABASE_URL is right.`,
    )
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
