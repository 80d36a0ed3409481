import type { JobKind, Kind } from '#generated/prisma/enums.ts'

/** Work in the background that somebody may want to watch. What a job is about, and what it did, depends on its kind. */

export type JobSubjects = {
  /** Submissions that hold a document of this kind, or all of them. */
  read_again: { documentKind: Kind | null }
  retention: Record<string, never>
  delete_domain: { domain: string }
}

/** Of records that are spread over days, each day's share counts. */
export type Removed = { reports: number; records: number; messages: number }

/** What a job did so far; all numbers count what is gone, or was read, for good. */
export type JobResults = {
  read_again: { submissions: number; documentsChanged: number }
  retention: {
    /** Submissions whose bytes were removed, and how many bytes that were. */
    submissions: number
    bytes: number
    records: number
    reports: number
    /** Rows of the daily sums. */
    sums: number
    sources: number
    bounces: number
    deliveries: number
    complaints: number
  }
  delete_domain: Removed
}

export const NOTHING_DONE: JobResults = {
  read_again: { submissions: 0, documentsChanged: 0 },
  retention: {
    submissions: 0,
    bytes: 0,
    records: 0,
    reports: 0,
    sums: 0,
    sources: 0,
    bounces: 0,
    deliveries: 0,
    complaints: 0,
  },
  delete_domain: { reports: 0, records: 0, messages: 0 },
}

export type JobStart = {
  [K in JobKind]: { organizationId: string; kind: K; subject: JobSubjects[K] }
}[JobKind]

/** A job as its handler gets it: `done` and `result` say how far an attempt before this one came. */
export type Job<K extends JobKind = JobKind> = {
  organizationId: string
  id: string
  kind: K
  subject: JobSubjects[K]
  done: number
  result: JobResults[K]
}

/** The task that runs jobs; the worker's task list has it under this name. */
export const JOB_TASK = 'job'
export type JobPayload = { organizationId: string; jobId: string }
