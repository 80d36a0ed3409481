import { CHECK_MAIL_TASK, PROCESS_TASK } from './process-task.ts'

/** For addJobs: what has just come in is read before what is read again. */
export const NEW_PRIORITY = 0
export const AGAIN_PRIORITY = 10

/**
 * The text that ends a statement with a table `chosen` in it, of submissions of the organization `$1`: gives each of them a job,
 * with attempts enough for every fault that is not the submission's own, and answers with the rows of `chosen`.
 * @param priority a larger number is a later turn.
 * @param isUnchecked a condition on `chosen`: it is a mail whose origin is looked into before it is read.
 */
export function addJobs(priority: number, isUnchecked = 'false'): string {
  return `select chosen.* from chosen cross join (select count(*) from graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, json_build_object(
      'identifier', case when ${isUnchecked} then '${CHECK_MAIL_TASK}' else '${PROCESS_TASK}' end,
      'max_attempts', 1000, 'priority', ${priority}, 'payload', json_build_object('organizationId', $1::uuid, 'submissionId', id)))
    from chosen))) added`
}
