import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'

import type { JobKind } from '#generated/prisma/enums.ts'

import { JOB_TASK, type JobPayload, type JobStart, NOTHING_DONE } from './job.ts'

/** Jobs of one organization that share a queue run one after the other. */
const QUEUES: Record<JobKind, string> = { read_again: 'reading', retention: 'removal', delete_domain: 'removal' }

/**
 * Writes a job down and gives it to the worker, both or neither.
 * @returns its id.
 */
export async function startJob(
  client: Pick<pg.ClientBase, 'query'>,
  { organizationId, kind, subject }: JobStart,
): Promise<string> {
  const id = uuidv7()
  const payload: JobPayload = { organizationId, jobId: id }
  await client.query(
    `with written as (
       insert into job ("organizationId", id, kind, subject, result) values ($1, $2, $3, $4, $5))
     select graphile_worker.add_job($6, $7::json, queue_name => $8, max_attempts => 1000, priority => -10)`,
    [
      organizationId,
      id,
      kind,
      JSON.stringify(subject),
      JSON.stringify(NOTHING_DONE[kind]),
      JOB_TASK,
      JSON.stringify(payload),
      `${QUEUES[kind]} ${organizationId}`,
    ],
  )
  return id
}
