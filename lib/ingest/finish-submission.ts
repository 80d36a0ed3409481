import type pg from 'pg'

import { refuse } from '../errors.ts'
import type { ProcessPayload } from './accept.ts'

/** A submission of several documents shows the first of stored, duplicate, quarantined, rejected that any of them has. */
export async function finishSubmission({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<void> {
  await pool.query(
    `update submission s
     set status = d.status, "finishedAt" = now(),
       "reasonCode" = case when d.status = 'rejected' then d.code end,
       "reasonMessage" = case when d.status = 'rejected' then d.message end
     from (select status, code, message from document where "organizationId" = $1 and "submissionId" = $2
           order by array_position(array['stored', 'duplicate', 'quarantined', 'rejected']::status[], status), ordinal
           limit 1) d
     where s."organizationId" = $1 and s.id = $2`,
    [organizationId, submissionId],
  )
}

/** Gives up on a submission that Signet itself fails on; its bytes stay. */
export async function setAside({ organizationId, submissionId }: ProcessPayload, pool: pg.Pool): Promise<void> {
  const { code, message } = refuse('set-aside')
  await pool.query(
    `update submission set status = 'rejected', "finishedAt" = now(), "reasonCode" = $3, "reasonMessage" = $4
     where "organizationId" = $1 and id = $2`,
    [organizationId, submissionId, code, message],
  )
}
