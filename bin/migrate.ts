import { readConfig } from '#lib/config.ts'
import { migrate } from '#lib/db/migrate.ts'

import { outsideDatabase } from './installation.ts'

/** `signet migrate`: for a DATABASE_URL of one's own; `signet start` migrates by itself. */
export async function migrateDatabase(): Promise<number> {
  const urls = outsideDatabase(readConfig())
  if (!urls) {
    console.error('Set DATABASE_URL. The embedded database is migrated by npm start.')
    return 2
  }
  const applied = await migrate(urls)
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
  return 0
}
