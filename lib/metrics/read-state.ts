import type pg from 'pg'

import { transact } from '../db/database.ts'
import { LIVENESS_CLASS } from '../db/is-worker-alive.ts'

/** What the database knows of the work to be done. Costs as much as there is work open, however much is stored. */
export type State = {
  submissions: { status: string; count: number; oldestSeconds: number }[]
  queue: { ready: number; locked: number; failing: number }
  workers: number
  jobs: { status: string; count: number }[]
  tables: { name: string; bytes: number; rows: number }[]
}

/** Estimates of these; everything else is small. */
const TABLES = [
  'submission',
  'submission_chunk',
  'document',
  'report',
  'record',
  'source',
  'daily_total',
  'daily_source',
]
const PATIENCE_MS = 2_000

let reading: Promise<State> | null = null

/** However many ask at once, one connection is used. @throws when the database does not answer in time. */
export function readState(pool: pg.Pool): Promise<State> {
  reading ??= read(pool).finally(() => (reading = null))
  return Promise.race([reading, tooLate()])
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the database did not answer in time')), PATIENCE_MS).unref()
  })
}

function read(pool: pg.Pool): Promise<State> {
  return transact(pool, async (client) => {
    await client.query(`set local statement_timeout = ${PATIENCE_MS}`)
    const { rows } = await client.query<{ state: State }>(STATE, [LIVENESS_CLASS, TABLES])
    return rows[0]!.state
  })
}

const STATE = `
  with work as materialized (select * from open_work()),
  open as (
    select s.status, coalesce(sum(w.count), 0)::int as count,
      coalesce(extract(epoch from now() - min(w.since)), 0)::float as "oldestSeconds"
    from (values ('queued'), ('processing')) s (status)
    left join work w on w.what = 'submission' and w.status = s.status group by s.status),
  queue as (
    select count(*) filter (where locked_at is null and run_at <= now() and attempts < max_attempts)::int as ready,
      count(*) filter (where locked_at is not null)::int as locked,
      count(*) filter (where last_error is not null)::int as failing
    from graphile_worker._private_jobs),
  workers as (
    select count(*)::int as workers from pg_locks
    where locktype = 'advisory' and granted and classid = $1::int::oid
      and database = (select oid from pg_database where datname = current_database())),
  jobs as (
    select s.status::text as status, coalesce(sum(w.count), 0)::int as count
    from unnest(enum_range(null::job_status)) s (status)
    left join work w on w.what = 'job' and w.status = s.status::text group by s.status),
  tables as (
    select relname as name, pg_total_relation_size(oid)::float as bytes, greatest(reltuples, 0)::float as rows
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname = any($2))
  select json_build_object(
    'submissions', (select json_agg(open) from open),
    'queue', (select row_to_json(queue) from queue),
    'workers', (select workers from workers),
    'jobs', (select json_agg(jobs) from jobs),
    'tables', coalesce((select json_agg(tables) from tables), '[]')) as state`
