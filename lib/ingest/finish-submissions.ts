import type pg from 'pg'

import { refuse } from '../errors.ts'
import type { ProcessPayload } from './process-task.ts'

/** A submission of several documents shows the first of stored, duplicate, quarantined, rejected that any of them has. */
export async function finishSubmissions(
  client: pg.ClientBase | pg.Pool,
  organizationId: string,
  submissionIds: string[],
): Promise<void> {
  if (submissionIds.length === 0) return
  await client.query(
    `update submission s
     set status = d.status, "finishedAt" = now(),
       "reasonCode" = case when d.status = 'rejected' then d.code end,
       "reasonMessage" = case when d.status = 'rejected' then d.message end
     from (select distinct on ("submissionId") "submissionId", status, code, message from document
           where "organizationId" = $1 and "submissionId" = any($2)
           order by "submissionId", array_position(array['stored', 'duplicate', 'quarantined', 'rejected']::status[], status), ordinal) d
     where s."organizationId" = $1 and s.id = d."submissionId"`,
    [organizationId, submissionIds],
  )
}

/** Gives up on what is left of a submission that Signet itself fails on; its bytes and what was stored of it stay. */
export async function setAside({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<void> {
  const { code, message } = refuse('set-aside')
  await pool.query(
    `insert into document ("organizationId", "submissionId", ordinal, kind, status, code, message)
     select $1, $2, coalesce(max(ordinal) + 1, 0), 'other', 'rejected', $3, $4 from document
     where "organizationId" = $1 and "submissionId" = $2`,
    [organizationId, submissionId, code, message],
  )
  await finishSubmissions(pool, organizationId, [submissionId])
}
