import pg from 'pg'

import { readConfig } from '../config.ts'
import { log } from '../log.ts'

/** One pool per process: ingest writes its sets of rows through it, and Prisma (lib/db/prisma.ts) reads through it. */
export type Database = {
  pool: pg.Pool
  /** What must end before the pool does. */
  beforeEnd: (() => Promise<void>)[]
}

// Next bundles this module more than once in one process; the pool must be one all the same.
const held = globalThis as { signetDatabase?: Database }

/** Opens the process's database; a second call replaces nothing and throws. */
export function openDatabase(url: string, poolMax: number): Database {
  if (held.signetDatabase) throw new Error('The database is open already.')
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    application_name: 'signet',
    connectionTimeoutMillis: 10_000,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ error }, 'a database connection was lost')
  })
  pool.on('connect', (client) => client.on('error', () => {}))
  held.signetDatabase = { pool, beforeEnd: [] }
  return held.signetDatabase
}

/** The process's database, opened from the configuration at first use (never while Next builds). */
export function database(): Database {
  if (held.signetDatabase) return held.signetDatabase
  const { databaseUrl, poolMax } = readConfig()
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: start Signet with npm start.')
  return openDatabase(databaseUrl, poolMax)
}

/** The pool for those who only look at it; null before the first use. */
export function openPool(): pg.Pool | null {
  return held.signetDatabase?.pool ?? null
}

export async function closeDatabase(): Promise<void> {
  const open = held.signetDatabase
  delete held.signetDatabase
  if (!open) return
  for (const end of open.beforeEnd) await end()
  await open.pool.end()
}

/**
 * Runs `work` in one transaction on one connection; rolls back and rethrows when it throws. For what belongs to no organization:
 * everything else goes by lib/db/tenant.ts.
 * @param begin the statement, or statements, that it begins with.
 */
export async function transact<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => (broken = rollbackError))
    throw error
  } finally {
    client.release(broken)
  }
}
