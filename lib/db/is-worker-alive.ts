import type pg from 'pg'

/** First key of the advisory locks that living workers hold; any constant that nobody else uses. */
export const LIVENESS_CLASS = 0x51_67_4e_74

/** Whether any worker process holds its lock on this database (see worker/liveness.ts). */
export async function isWorkerAlive(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ alive: boolean }>(
    `select exists (
       select 1 from pg_locks where locktype = 'advisory' and classid = $1::int::oid and granted
         and database = (select oid from pg_database where datname = current_database())) as alive`,
    [LIVENESS_CLASS],
  )
  return rows[0]?.alive ?? false
}
