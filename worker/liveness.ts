import { randomUUID } from 'node:crypto'

import pg from 'pg'

import { LIVENESS_CLASS } from '#lib/db/is-worker-alive.ts'
import { log } from '#lib/log.ts'

/**
 * A worker that is killed leaves its jobs locked in the queue. Each worker therefore holds an advisory lock that dies with its
 * connection; a job whose worker's lock can be taken belongs to nobody and is freed.
 */

export type Alive = {
  /** What the queue writes into `locked_by` of the jobs this worker takes. */
  name: string
  /** Rejected when the connection that holds the lock is gone. */
  lost: Promise<never>
  end(): Promise<void>
}

/** Gives this worker a name and holds the lock of that name on a connection of its own. */
export async function declareAlive(databaseUrl: string): Promise<Alive> {
  const name = `worker-${randomUUID()}`
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'signet worker', keepAlive: true })
  const lost = new Promise<never>((_, reject) => {
    client.once('error', reject)
    client.once('end', () => reject(new Error('the connection to the database has ended')))
  })
  lost.catch(() => {})
  await client.connect()
  await client.query('select pg_advisory_lock($1, hashtext($2))', [LIVENESS_CLASS, name])
  return { name, lost, end: () => client.end() }
}

/** Frees the jobs of workers that live no more, so that they are taken again at once. */
export async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker._private_jobs j
     where locked_by is not null and not exists (
       select 1 from pg_locks l
       where l.locktype = 'advisory' and l.granted and l.classid = $1::int::oid
         and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid
         and l.database = (select oid from pg_database where datname = current_database()))`,
    [LIVENESS_CLASS],
  )
  if (rows.length === 0) return
  await pool.query('select graphile_worker.force_unlock_workers($1)', [rows.map((row) => row.id)])
  log.info({ workers: rows.length }, 'jobs of workers that had died were freed')
}
