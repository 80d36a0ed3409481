import { readConfig } from '#lib/config.ts'
import { transact } from '#lib/db/database.ts'
import { rebuildRollups } from '#lib/rollup/roll-up.ts'

import { withInstallation } from './installation.ts'

/** `signet rebuild`: makes the daily sums anew from the records. */
export async function rebuild(): Promise<number> {
  return withInstallation(readConfig(), async ({ pool }) => {
    await transact(pool, rebuildRollups)
    console.log('The daily sums were made anew from the records.')
    return 0
  })
}
