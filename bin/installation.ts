import path from 'node:path'

import type pg from 'pg'

import type { Config } from '#lib/config.ts'
import { closeDatabase, openDatabase } from '#lib/db/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { isWorkerAlive } from '#lib/db/is-worker-alive.ts'
import { type DatabaseUrls, migrate } from '#lib/db/migrate.ts'
import { firstOrganization } from '#lib/db/organization.ts'
import { DEMO_REFUSAL } from '#lib/demo/demo-refusal.ts'
import { PlainError } from '#lib/plain-error.ts'
import { tryLock } from '#lib/process-lock.js'

/** The lock in the data directory that a supervisor holds for as long as it lives. */
export function supervisorLock(dataDir: string): string {
  return path.join(dataDir, 'supervisor.lock')
}

/** The database of an operator's own; null when it is the embedded one. */
export function outsideDatabase({ databaseUrl, databaseOwnerUrl }: Config): DatabaseUrls | null {
  return databaseUrl === null ? null : { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl }
}

/** An installation whose database is open and migrated. */
export type Installation = { pool: pg.Pool; config: Config & { databaseUrl: string } }

/**
 * Runs `work` on this installation's database, migrated, beside a running Signet or alone; an embedded server that nobody else
 * uses is stopped again afterwards.
 */
export async function withInstallation<T>(
  config: Config,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const outside = outsideDatabase(config)
  const server = outside ? null : await startEmbeddedPostgres({ dataDir: config.dataDir })
  const urls = outside ?? server!
  let pool: pg.Pool | null = null
  try {
    await migrate(urls)
    pool = openDatabase(urls.url, config.poolMax).pool
    return await work({ pool, config: { ...config, databaseUrl: urls.url } })
  } finally {
    // Of two commands at once, the one that ends last stops the server.
    const isShared = pool !== null && (await isWorkerAlive(pool).catch(() => false))
    await closeDatabase()
    if (server && !isShared) await stopUnlessSupervised(server, config.dataDir)
  }
}

/** A start that comes meanwhile waits for the lock, so that the server is not taken from under it. */
async function stopUnlessSupervised(server: EmbeddedPostgres, dataDir: string): Promise<void> {
  const { release } = tryLock(supervisorLock(dataDir))
  if (!release) return
  try {
    await server.stop()
  } finally {
    release()
  }
}

/** Nothing real goes into a demo. @throws PlainError when the open database is one's. */
export async function refuseDemo(): Promise<void> {
  if ((await firstOrganization()).isDemo) throw new PlainError(DEMO_REFUSAL)
}
