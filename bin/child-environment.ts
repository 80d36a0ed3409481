import { type Config, FILLED_IN } from '#lib/config.ts'

import { SERVICE_ENVIRONMENT } from './service.js'

/**
 * What the supervisor's processes are told: where they find things, what is turned off, and which of it the operator did not say. They
 * only work in the database, so they never learn of the role that owns its tables.
 */
export function childEnvironment(
  { dataDir, smtp, dns }: Pick<Config, 'dataDir' | 'smtp' | 'dns'>,
  url: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const filledIn = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    ...(smtp === null && { SMTP_PORT: '0' }),
    ...(dns === 'off' && { DNS_SERVERS: 'off' }),
  }
  const names = Object.keys(filledIn).filter((name) => !env[name])
  const { DATABASE_OWNER_URL: _, ...rest } = env
  return { ...rest, ...SERVICE_ENVIRONMENT, ...filledIn, [FILLED_IN]: names.join(',') }
}
