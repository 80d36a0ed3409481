import { PROCESS_TASK } from './process-task.ts'

/**
 * The text that ends a statement with a table `chosen` in it, of submissions of the organization `$1`: gives each of them a job,
 * with attempts enough for every fault that is not the submission's own, and answers with the rows of `chosen`.
 * @param priority a larger number is a later turn.
 */
export function addJobs(priority: number): string {
  return `select chosen.* from chosen cross join (select count(*) from graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', '${PROCESS_TASK}',
      'max_attempts', 1000, 'priority', ${priority}, 'payload', json_build_object('organizationId', $1::uuid, 'submissionId', id)))
    from chosen))) added`
}
