/** The job that looks for proof that bounces are of the organization's own mail; the worker's task list has it under this name. */
export const PROVE_TASK = 'prove-bounces'
/** A submission that told of bounces. */
export type ProvePayload = { organizationId: string; submissionId: string }

/** DNS that does not answer is asked again, for about half an hour in all. */
export const PROVE_ATTEMPTS_MAX = 8
