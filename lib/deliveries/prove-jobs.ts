import type pg from 'pg'

import { PROVE_ATTEMPTS_MAX, PROVE_TASK } from './prove-task.ts'

/**
 * Gives each of these submissions, which told of bounces, a job that looks for what DNS knows of them. In the transaction that
 * writes the bounces; of jobs that wait for the same submission one is left.
 */
export async function proveJobs(
  client: Pick<pg.ClientBase, 'query'>,
  organizationId: string,
  submissionIds: string[],
): Promise<void> {
  if (submissionIds.length === 0) return
  await client.query(
    `select count(*) from graphile_worker.add_jobs(array(
       select json_populate_record(null::graphile_worker.job_spec, json_build_object(
         'identifier', '${PROVE_TASK}', 'max_attempts', ${PROVE_ATTEMPTS_MAX}, 'job_key', '${PROVE_TASK} ' || id,
         'payload', json_build_object('organizationId', $1::uuid, 'submissionId', id)))
       from unnest($2::uuid[]) id))`,
    [organizationId, [...new Set(submissionIds)]],
  )
}
