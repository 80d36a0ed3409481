import { readShortage } from '#lib/capacity/read-shortage.ts'
import { readConfig } from '#lib/config.ts'
import { database } from '#lib/db/database.ts'
import { isWorkerAlive } from '#lib/db/is-worker-alive.ts'
import { isListening } from '#lib/inbox/smtp/is-listening.ts'

export const dynamic = 'force-dynamic'

/** A database that takes longer than this to answer does not answer. */
const PATIENCE_MS = 4_000

/** 200 only when the database answers, a worker lives, there is room for what comes in, and mail is taken where that is asked for. */
export async function GET(): Promise<Response> {
  const config = readConfig()
  const asked = isWorkerAlive(database().pool)
  const [worker, shortage, isMailTaken] = await Promise.all([
    inTime(asked),
    inTime(readShortage(asked, config)),
    config.smtp && isListening(config.smtp),
  ])
  const checks = {
    database: worker === 'failed' ? 'failed' : 'ok',
    worker: worker === true ? 'ok' : 'failed',
    intake: shortage === null ? 'ok' : 'failed',
    ...(isMailTaken !== null && { smtp: isMailTaken ? 'ok' : 'failed' }),
  }
  const isReady = Object.values(checks).every((check) => check === 'ok')
  return Response.json(checks, { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

function inTime<T>(question: Promise<T>): Promise<T | 'failed'> {
  return Promise.race([question.catch(() => 'failed' as const), failedAfter(PATIENCE_MS)])
}

function failedAfter(ms: number): Promise<'failed'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'failed'))
}
