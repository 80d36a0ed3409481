import { readConfig } from '#lib/config.ts'

import { runSignet } from './run-signet.ts'

/** `signet start`: the whole product, until it is told to stop. */
export function start(): Promise<number> {
  return runSignet({
    config: readConfig(),
    welcome: (address) => `Open ${address}/upload and drop your DMARC reports there.`,
  })
}
