import { Gauge, Registry } from 'prom-client'

import type { State } from './read-state.ts'

/** What every web process of an installation tells alike. `state` is null when the database did not answer. */
export function stateMetrics(state: State | null, freeBytes: number): Registry {
  const registry = new Registry()
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name: `signet_${name}`, help, labelNames, registers: [registry] })

  gauge('database_up', 'Whether the database answered.').set(state ? 1 : 0)
  gauge('data_dir_free_bytes', 'Bytes that are free on the disk of DATA_DIR.').set(freeBytes)
  if (!state) return registry

  const submissions = gauge('submissions_open', 'Submissions without an outcome yet.', 'status')
  const oldest = gauge('submissions_open_oldest_seconds', 'Age of the oldest of them.', 'status')
  for (const { status, count, oldestSeconds } of state.submissions) {
    submissions.set({ status }, count)
    oldest.set({ status }, oldestSeconds)
  }
  const queue = gauge('queue_jobs', 'Jobs of the queue; those that failed before are among the others.', 'state')
  for (const [name, count] of Object.entries(state.queue)) queue.set({ state: name }, count)
  gauge('workers', 'Workers that live.').set(state.workers)
  const jobs = gauge('jobs', 'Work in the background, by its status.', 'status')
  for (const { status, count } of state.jobs) jobs.set({ status }, count)
  const bytes = gauge('table_bytes', 'Bytes of a table with its indexes.', 'table')
  const rows = gauge('table_rows_estimate', "Rows of a table, by PostgreSQL's own estimate.", 'table')
  for (const { name, ...table } of state.tables) {
    bytes.set({ table: name }, table.bytes)
    rows.set({ table: name }, table.rows)
  }
  return registry
}
