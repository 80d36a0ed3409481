import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import { dayOfInstant } from '../filter.ts'
import { startJob } from '../jobs/start-job.ts'

/** The task that starts the day's retention; the worker's task list has it under this name. */
export const DAILY_RETENTION_TASK = 'daily-retention'

/** Every day at this minute, UTC. */
export const DAILY_RETENTION_CRONTAB = `17 3 * * * ${DAILY_RETENTION_TASK}`

/** Starts retention for each organization, since none keeps what names people for ever; once a day however often it is called. */
export async function startDailyRetention(pool: pg.Pool, now: Date): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from organization')
  for (const { id } of rows) await startOnce(pool, id, dayOfInstant(now))
}

async function startOnce(pool: pg.Pool, organizationId: string, today: string): Promise<void> {
  await inTransaction(pool, organizationId, async (client) => {
    // Of two workers that start at once, the second one sees what the first one did.
    await client.query('select 1 from organization where id = $1 for no key update', [organizationId])
    const { rows } = await client.query(
      `select 1 from job where "organizationId" = $1 and kind = 'retention' and "createdAt" >= ($2::date::timestamp at time zone 'UTC')`,
      [organizationId, today],
    )
    if (rows.length === 0) await startJob(client, { organizationId, kind: 'retention', subject: {} })
  })
}
