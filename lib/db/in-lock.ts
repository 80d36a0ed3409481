import type pg from 'pg'

/** Runs `work` while nobody else, in any process on this database, runs something under the same number. */
export async function inLock<T>(pool: pg.Pool, lock: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lock]).catch((error: Error) => (broken = error))
    }
  } finally {
    client.release(broken)
  }
}
