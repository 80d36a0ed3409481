import type { Config } from '#lib/config.ts'
import { PlainError } from '#lib/plain-error.ts'

/** Web and worker on their own have no database but the one they are told. */
export function requireDatabase(config: Config): Config {
  if (!config.databaseUrl)
    throw new PlainError('DATABASE_URL is not set: set it, or run the whole product with npm start.')
  return config
}
