import { readFreeBytes } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { log } from '#lib/log.ts'
import { readState } from '#lib/metrics/read-state.ts'
import { writeMetrics } from '#lib/metrics/write-metrics.ts'

export const dynamic = 'force-dynamic'

/** Answers without the database as well, and says then that it is down. */
export async function GET(): Promise<Response> {
  const [state, freeBytes] = await Promise.all([
    readState(database().pool).catch((error: unknown) => {
      log.warn({ error }, 'the database could not be measured')
      return null
    }),
    readFreeBytes(readConfig().dataDir),
  ])
  const { text, contentType } = await writeMetrics(state, freeBytes)
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}
