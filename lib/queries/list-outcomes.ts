import type pg from 'pg'

import type { Status } from '#generated/prisma/enums.ts'

import { asTenant } from '../db/tenant.ts'

/** What became of a submission, in short. */
export type SubmissionOutcome = {
  id: string
  filename: string | null
  status: Exclude<Status, 'queued' | 'processing'>
  reason: { code: string; message: string } | null
  /** In those of its documents that were stored. */
  messages: number
}

/** Those of these submissions that have their outcome. For whoever hands in thousands and asks again and again. */
export async function listOutcomes(pool: pg.Pool, organizationId: string, ids: string[]): Promise<SubmissionOutcome[]> {
  const { rows } = await asTenant(pool, organizationId).query<SubmissionOutcome>(
    `select s.id, s.filename, s.status::text as status, coalesce(d.messages, 0)::float8 as messages,
       case when s."reasonCode" is not null then json_build_object('code', s."reasonCode", 'message', s."reasonMessage") end as reason
     from submission s left join lateral (
       select sum(messages) as messages from document d
       where d."organizationId" = $1 and d."submissionId" = s.id and d.status = 'stored' offset 0) d on true
     where s."organizationId" = $1 and s.id = any($2) and s.status not in ('queued', 'processing')`,
    [organizationId, ids],
  )
  return rows
}
