import type pg from 'pg'

import type { Config } from '#lib/config.ts'
import { closeDatabase, openDatabase } from '#lib/db/database.ts'
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts'
import { migrate } from '#lib/db/migrate.ts'

/**
 * Runs `work` on this installation's database, migrated, beside a running Signet or alone; an embedded server that was not
 * running is stopped again afterwards.
 */
export async function withInstallation<T>(
  config: Config,
  work: (open: { pool: pg.Pool; config: Config & { databaseUrl: string } }) => Promise<T>,
): Promise<T> {
  const server = config.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: config.dataDir })
  const databaseUrl = config.databaseUrl ?? server!.url
  try {
    await migrate(databaseUrl)
    const { pool } = openDatabase(databaseUrl, config.poolMax)
    return await work({ pool, config: { ...config, databaseUrl } })
  } finally {
    await closeDatabase()
    if (server && !server.reused) await server.stop()
  }
}
