import { isSetUpDue, setUpToken } from '#lib/auth/set-up-token.ts'
import { type Config, readConfig } from '#lib/config.ts'
import { closeDatabase, openDatabase } from '#lib/db/database.ts'

import { runSignet } from './run-signet.ts'

/** `signet start`: the whole product, until it is told to stop. */
export function start(): Promise<number> {
  const config = readConfig()
  return runSignet({ config, welcome: (databaseUrl) => welcome(config, databaseUrl) })
}

async function welcome(config: Config, databaseUrl: string): Promise<string> {
  openDatabase(databaseUrl, 1)
  try {
    if (!(await isSetUpDue())) return `Open ${config.baseUrl}/upload and drop your DMARC reports there.`
    // Behind the # it stays in the browser, and out of every log on the way.
    return `Open ${config.baseUrl}/set-up#token=${await setUpToken(config)} and make the first account.`
  } finally {
    await closeDatabase()
  }
}
