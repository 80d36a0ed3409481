import { database } from '#lib/db/database.ts'
import { isWorkerAlive } from '#lib/db/is-worker-alive.ts'

export const dynamic = 'force-dynamic'

/** 200 only when the database answers and a worker lives. */
export async function GET(): Promise<Response> {
  const { pool } = database()
  const worker = await isWorkerAlive(pool).catch(() => null)
  const checks = { database: worker === null ? 'failed' : 'ok', worker: worker ? 'ok' : 'failed' }
  return Response.json(checks, { status: worker ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
