import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { runMigrations } from 'graphile-worker'
import pg from 'pg'

import { PlainError } from '../plain-error.ts'
import { checkRole, checkTemporary, grantTo } from './roles.ts'

/**
 * Brings a database up to date: the migrations of prisma/migrations, in Prisma's own ledger, and the queue's. Each migration is one
 * transaction together with its line in the ledger, so that a start that is killed leaves nothing half done (Prisma's engine
 * writes the line apart from the migration, and wants a person after such a death).
 */

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations')
/** The advisory lock under which Prisma migrates. */
const MIGRATION_LOCK = 72_707_369
const VERSION_MIN = 150_000

const LEDGER = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0)`

type Migration = { name: string; sql: string }

/** Where the database is, for the role that Signet works as, and for the one that owns the tables. */
export type DatabaseUrls = { url: string; ownerUrl: string }

/** @returns the names of the migrations that were applied. @throws PlainError when the role of `url` must not or cannot work for Signet. */
export async function migrate({ url, ownerUrl }: DatabaseUrls): Promise<string[]> {
  const role = await checkRole(url)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4, application_name: 'signet migrate' })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const client = await connect(pool)
    try {
      await refuseOldVersion(client)
      // Of two starts at once the second waits, and then finds nothing to do. The lock ends with the connection.
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
      const applied = await applyMissing(client, readMigrations())
      await runMigrations({ pgPool: pool })
      if (!(await isOwn(client, role))) await grantTo(client, role)
      await checkTemporary(client, role)
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
      return applied
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    throw new PlainError(
      `The database cannot be reached (${message || code}): see that it runs and that DATABASE_URL is right.`,
    )
  }
}

async function isOwn(client: pg.PoolClient, role: string): Promise<boolean> {
  const { rows } = await client.query<{ own: boolean }>('select current_user = $1 as own', [role])
  return rows[0]!.own
}

async function refuseOldVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  if (rows[0]!.number < VERSION_MIN)
    throw new PlainError(`The database is PostgreSQL ${rows[0]!.name}, and Signet needs PostgreSQL 15 or later.`)
}

function readMigrations(): Migration[] {
  return readdirSync(MIGRATIONS)
    .toSorted()
    .map((name) => ({ name, file: path.join(MIGRATIONS, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sql: readFileSync(file, 'utf8') }))
}

async function applyMissing(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  await client.query(LEDGER)
  const { rows } = await client.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const done = new Set(rows.map(({ name }) => name))
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...done].find((name) => !known.has(name))
  if (unknown)
    throw new PlainError(
      `The database was made by another version of Signet (it has ${unknown}): start that one or a later one.`,
    )
  const missing = migrations.filter(({ name }) => !done.has(name))
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

async function apply(client: pg.PoolClient, { name, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`The migration ${name} failed; nothing of it was kept.`, { cause: error })
  }
}
