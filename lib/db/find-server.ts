import { realpathSync } from 'node:fs'

import pg from 'pg'

import { PlainError } from '../plain-error.ts'
import { isPostmasterAlive, readPostmaster } from './postmaster-file.ts'

export type Found = { port: number; pid: number }

/** A server that is on its way down is given this long before somebody has to look at it. */
const DOWN_WAIT_MS = 15_000
/** Recovery after a crash of a large database takes minutes at most. */
const RECOVERY_WAIT_MS = 300_000

/** The running server of this data directory, or null. Waits while it comes up or goes down. */
export async function findServer(data: string, password: string): Promise<Found | null> {
  const began = Date.now()
  for (;;) {
    const postmaster = readPostmaster(data)
    if (!postmaster || !isPostmasterAlive(postmaster.pid, data)) return null
    const answer = await ask(postmaster.port, password)
    if (answer.directory && isSamePlace(answer.directory, data)) return postmaster
    const waited = Date.now() - began
    if (waited > (answer.code === CANNOT_CONNECT_NOW ? RECOVERY_WAIT_MS : DOWN_WAIT_MS))
      throw new PlainError(
        `A PostgreSQL (process ${postmaster.pid}) runs on ${data} but lets Signet not in: stop that process, then start again.`,
      )
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** "The database system is starting up", or shutting down. */
const CANNOT_CONNECT_NOW = '57P03'

async function ask(port: number, password: string): Promise<{ directory: string | null; code: string | null }> {
  const access = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' }
  const client = new pg.Client({ ...access, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string }>(`select current_setting('data_directory') as directory`)
    return { directory: rows[0]?.directory ?? null, code: null }
  } catch (error) {
    return { directory: null, code: (error as { code?: string }).code ?? null }
  } finally {
    await client.end().catch(() => {})
  }
}

function isSamePlace(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b)
  } catch {
    return false
  }
}
