import type { Config } from '#lib/config.ts'
import { checkRole } from '#lib/db/roles.ts'
import { PlainError } from '#lib/plain-error.ts'

/** Web, worker and listener on their own have no database but the one they are told, and work in it as a role that keeps organizations apart. */
export async function requireDatabase(config: Config): Promise<Config> {
  if (!config.databaseUrl)
    throw new PlainError('DATABASE_URL is not set: set it, or run the whole product with npm start.')
  await checkRole(config.databaseUrl)
  return config
}
