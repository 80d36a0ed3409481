import type pg from 'pg'

import { asTenant } from '../db/tenant.ts'
import { refuse } from '../errors.ts'
import type { ProcessPayload } from './process-task.ts'

/** A submission of several documents shows the first of stored, duplicate, quarantined, rejected that any of them has. */
const SHOWN = `(select distinct on ("submissionId") "submissionId", status, code, message from document
  where "organizationId" = $1 and "submissionId" = any($2)
  order by "submissionId", array_position(array['stored', 'duplicate', 'quarantined', 'rejected']::status[], status), ordinal)`
const OUTCOME = `update submission s
  set status = d.status,
    "reasonCode" = case when d.status in ('quarantined', 'rejected') then d.code end,
    "reasonMessage" = case when d.status in ('quarantined', 'rejected') then d.message end`

/** Ends the reading of submissions, whose documents all have their outcome. */
export async function finishSubmissions(
  client: Pick<pg.ClientBase, 'query'>,
  organizationId: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return
  await client.query(
    `${OUTCOME}, "finishedAt" = now() from ${SHOWN} d where s."organizationId" = $1 and s.id = d."submissionId"`,
    [organizationId, ids],
  )
}

/** Shows what became of the documents of final submissions after that has changed. */
export async function refreshSubmissions(
  client: Pick<pg.ClientBase, 'query'>,
  organizationId: string,
  ids: string[],
): Promise<void> {
  await client.query(
    `${OUTCOME} from ${SHOWN} d
     where s."organizationId" = $1 and s.id = d."submissionId" and s.status not in ('queued', 'processing')`,
    [organizationId, ids],
  )
}

/** Gives up on what is left of a submission that cannot be read on; its bytes and what was stored of it stay. */
export async function setAside(
  { organizationId, submissionId }: ProcessPayload,
  reason: 'set-aside' | 'not-opened',
  pool: pg.Pool,
): Promise<void> {
  const { code, message } = refuse(reason)
  const client = asTenant(pool, organizationId)
  await client.query(
    `insert into document ("organizationId", "submissionId", ordinal, kind, status, code, message)
     select $1, $2, coalesce(max(ordinal) + 1, 0), 'other', 'rejected', $3, $4 from document
     where "organizationId" = $1 and "submissionId" = $2`,
    [organizationId, submissionId, code, message],
  )
  await finishSubmissions(client, organizationId, [submissionId])
}
