import path from 'node:path'

import { type Config, readConfig } from '#lib/config.ts'
import { addDays, dayOfInstant } from '#lib/filter.ts'
import { PlainError } from '#lib/plain-error.ts'

import { fillDemo } from './fill-demo.ts'
import { runSignet } from './run-signet.ts'

/** `signet demo`: the whole product with a year of generated data that ends yesterday, on an embedded database of its own. */
export function demo(): Promise<number> {
  const own = readConfig()
  if (own.databaseUrl)
    throw new PlainError(
      'The demo keeps its generated data in a database of its own, so that it never mixes with yours: leave DATABASE_URL unset.',
    )
  // Nothing real comes in, and nothing is looked up.
  const config: Config = { ...own, dataDir: path.join(own.dataDir, 'demo'), smtp: null, dns: 'off' }
  return runSignet({
    config,
    prepare: (urls, isStopping) =>
      fillDemo(
        { config: { ...config, databaseUrl: urls.url }, urls },
        addDays(dayOfInstant(new Date()), -1),
        isStopping,
      ),
    welcome: async () =>
      `Open ${config.baseUrl} and look around: all of its data is generated, and none of it is real.`,
  })
}
