import { Registry } from 'prom-client'

import { readFreeBytes } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { log } from '#lib/log.ts'
import { processMetrics } from '#lib/metrics/process-metrics.ts'
import { readState } from '#lib/metrics/read-state.ts'
import { stateMetrics } from '#lib/metrics/state-metrics.ts'

export const dynamic = 'force-dynamic'

/** Prometheus text. Answers without the database as well, and says then that it is down. */
export async function GET(): Promise<Response> {
  const [state, freeBytes] = await Promise.all([
    readState(database().pool).catch((error: unknown) => {
      log.warn({ error }, 'the database could not be measured')
      return null
    }),
    readFreeBytes(readConfig().dataDir),
  ])
  const metrics = Registry.merge([stateMetrics(state, freeBytes), processMetrics().registry])
  return new Response(await metrics.metrics(), {
    headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
  })
}
