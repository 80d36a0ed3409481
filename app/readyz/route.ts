import { database } from '#lib/db/database.ts'
import { isWorkerAlive } from '#lib/db/is-worker-alive.ts'

export const dynamic = 'force-dynamic'

/** A database that takes longer than this to answer does not answer. */
const PATIENCE_MS = 2_000

/** 200 only when the database answers and a worker lives. */
export async function GET(): Promise<Response> {
  const { pool } = database()
  const worker = await Promise.race([isWorkerAlive(pool).catch(() => null), nullAfter(PATIENCE_MS)])
  const checks = { database: worker === null ? 'failed' : 'ok', worker: worker ? 'ok' : 'failed' }
  return Response.json(checks, { status: worker ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

function nullAfter(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, ms, null))
}
