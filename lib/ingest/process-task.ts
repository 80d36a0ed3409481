/** The job that reads a submission; the worker's task list has it under this name. */
export const PROCESS_TASK = 'process'
/** The job that looks into where a mail is from, and then gives it to the one that reads. */
export const CHECK_MAIL_TASK = 'check-mail'
export type ProcessPayload = { organizationId: string; submissionId: string }
