import type pg from 'pg'

import type { JobResults } from '../jobs/job.ts'

/** What one transaction removed: so many submissions, bounces or reports were dealt with, and so much of each is gone. */
export type Batch = { done: number; removed: Partial<JobResults['retention']> }

/** Removes the next few thousand rows of one kind, in the transaction given; null when nothing is left. */
export type RetentionStep = (client: pg.ClientBase) => Promise<Batch | null>

/** Whose, and the first day (YYYY-MM-DD) that is kept. */
export type Edge = { organizationId: string; keptFrom: string }
