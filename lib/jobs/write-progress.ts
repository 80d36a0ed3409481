import type pg from 'pg'

import type { JobKind } from '#generated/prisma/enums.ts'

import type { Job, JobPayload, JobResults } from './job.ts'

export type Progress<K extends JobKind> = { total?: number; done: number; result: JobResults[K] }

/**
 * Writes how far a job came. In the transaction of the work itself, so that what was done and what is said of it agree whenever
 * the worker dies. A job that gets further may be begun anew as often as one that is new.
 */
export async function writeProgress<K extends JobKind>(
  client: Pick<pg.ClientBase, 'query'>,
  { organizationId, id }: Job<K>,
  { total, done, result }: Progress<K>,
): Promise<void> {
  await client.query(
    `update job set total = coalesce($3, total), done = $4, result = $5, attempts = 1
     where "organizationId" = $1 and id = $2`,
    [organizationId, id, total ?? null, done, JSON.stringify(result)],
  )
}

export async function finishJob<K extends JobKind>(
  client: Pick<pg.ClientBase, 'query'>,
  { organizationId, id }: Job<K>,
  result: JobResults[K],
): Promise<void> {
  await client.query(
    `update job set status = 'done', result = $3, "finishedAt" = now() where "organizationId" = $1 and id = $2`,
    [organizationId, id, JSON.stringify(result)],
  )
}

/** Gives up on a job; what it did so far stays done, and its result says what that was. */
export async function failJob(
  client: Pick<pg.ClientBase, 'query'>,
  { organizationId, jobId }: JobPayload,
  reason: string,
): Promise<void> {
  await client.query(
    `update job set status = 'failed', reason = $3, "finishedAt" = now() where "organizationId" = $1 and id = $2`,
    [organizationId, jobId, reason],
  )
}
