import { setTimeout as pause } from 'node:timers/promises'

import type pg from 'pg'

import { asTenant } from '../db/tenant.ts'
import type { Job, JobResults } from '../jobs/job.ts'
import type { JobHandler } from '../jobs/run-job.ts'
import { writeProgress } from '../jobs/write-progress.ts'
import { type ManyAgain, countWanted, readManyAgain } from './read-again.ts'

/** Submissions given out in one statement. */
const BATCH = 1_000
/** Given out and not final yet: enough for every worker, and few enough that the queue stays short. */
const OPEN_MAX = 2_000
const POLL_MS = 300

/**
 * The job that has all submissions of a kind read again. Which of them it has given out is written on them, so that it goes on
 * wherever it was killed; the reading itself is done by the same tasks as the first one.
 */
export const readKindAgain: JobHandler<'read_again'> = async (job, { pool, signal }) => {
  const many: ManyAgain = { ...job.subject, organizationId: job.organizationId, jobId: job.id }
  for (;;) {
    const { out, done, documentsChanged } = await countRead(pool, job)
    const wanted = await countWanted(pool, many)
    const result: JobResults['read_again'] = { submissions: done, documentsChanged }
    await writeProgress(asTenant(pool, job.organizationId), job, { total: out + wanted, done, result })
    if (wanted === 0 && done === out) return result
    signal.throwIfAborted()
    if (wanted > 0 && out - done < OPEN_MAX) await readManyAgain(pool, many, BATCH)
    else await pause(POLL_MS)
  }
}

type Read = { out: number; done: number; documentsChanged: number }

async function countRead(pool: pg.Pool, { organizationId, id }: Job<'read_again'>): Promise<Read> {
  const { rows } = await asTenant(pool, organizationId).query<Read>(
    `select count(*)::int as out, count(*) filter (where s.status not in ('queued', 'processing'))::int as done,
       coalesce(sum((select count(*) from document d where d."organizationId" = s."organizationId" and d."submissionId" = s.id
         and d."changedReading" = s.reading)), 0)::int as "documentsChanged"
     from submission s where s."organizationId" = $1 and s."jobId" = $2`,
    [organizationId, id],
  )
  return rows[0]!
}
