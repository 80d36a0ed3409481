import type pg from 'pg'

import type { Kind } from '#generated/prisma/enums.ts'

import { asTenant } from '../db/tenant.ts'
import { AGAIN_PRIORITY, addJobs } from './add-jobs.ts'
import type { ProcessPayload } from './process-task.ts'

/**
 * Gives submissions that are final to the worker once more: after an upgrade they may hold what can be read now. What comes in
 * anew is read before them.
 */

/** What a submission must be to be read again: final, with its bytes still there. */
export const IS_READABLE = `s.status not in ('queued', 'processing') and s.sha256 is not null and s."bytesRemovedAt" is null`

const AGAIN = `update submission s set status = 'queued', attempts = 0, reading = reading + 1`
/** A mail that could not be looked into when it came may be by now. */
const RETURNING = `returning s.id, coalesce(s."mailCheck" ->> 'dns' <> 'answered', false) as "isUnchecked"`
const JOBS = addJobs(AGAIN_PRIORITY, 'chosen."isUnchecked"')

/** @returns false when it is being read now, or its bytes are not there, or it is gone. */
export async function readAgain(pool: pg.Pool, { organizationId, submissionId }: ProcessPayload): Promise<boolean> {
  const { rowCount } = await asTenant(pool, organizationId).query(
    `with chosen as (${AGAIN} where s."organizationId" = $1 and s.id = $2 and ${IS_READABLE} ${RETURNING}) ${JOBS}`,
    [organizationId, submissionId],
  )
  return rowCount! > 0
}

export type ManyAgain = { organizationId: string; jobId: string; documentKind: Kind | null }

/** Submissions from before the job that hold a document of the kind (or any), and that the job has not given out yet. */
const WANTED = `s."organizationId" = $1 and s."jobId" is distinct from $2 and ${IS_READABLE}
  and s."receivedAt" < (select "createdAt" from job where "organizationId" = $1 and id = $2)
  and ($3::kind is null or exists (select 1 from document d
    where d."organizationId" = s."organizationId" and d."submissionId" = s.id and d.kind = $3::kind))`

/** Gives out some submissions of a job, the oldest first. @returns how many; 0 when all are out. */
export async function readManyAgain(pool: pg.Pool, many: ManyAgain, max: number): Promise<number> {
  const { organizationId, jobId, documentKind } = many
  const { rowCount } = await asTenant(pool, organizationId).query(
    `with chosen as (${AGAIN}, "jobId" = $2 where s."organizationId" = $1 and s.id in (
       select s.id from submission s where ${WANTED} order by s.id limit $4 for update skip locked) ${RETURNING}) ${JOBS}`,
    [organizationId, jobId, documentKind, max],
  )
  return rowCount!
}

/** How many submissions a job still has to give out. */
export async function countWanted(pool: pg.Pool, many: ManyAgain): Promise<number> {
  const { organizationId, jobId, documentKind } = many
  const { rows } = await asTenant(pool, organizationId).query<{ count: number }>(
    `select count(*)::int as count from submission s where ${WANTED}`,
    [organizationId, jobId, documentKind],
  )
  return rows[0]!.count
}

/**
 * Has those read again that wait in quarantine and that `where` says no more need to.
 * @param where a condition on the submission `s` and its document `d`, with `values` from `$2` on.
 * @returns how many.
 */
export async function readReleased(
  client: Pick<pg.ClientBase, 'query'>,
  organizationId: string,
  { where, values }: { where: string; values: unknown[] },
): Promise<number> {
  const { rowCount } = await client.query(
    `with chosen as (${AGAIN} where s."organizationId" = $1 and ${IS_READABLE} and s.id in (
       select d."submissionId" from document d where d."organizationId" = $1 and d.status = 'quarantined' and ${where}) ${RETURNING}) ${JOBS}`,
    [organizationId, ...values],
  )
  return rowCount!
}
