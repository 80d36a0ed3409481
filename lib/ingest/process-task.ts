/** The job that reads a submission; the worker's task list has it under this name. */
export const PROCESS_TASK = 'process'
export type ProcessPayload = { organizationId: string; submissionId: string }
