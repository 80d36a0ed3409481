import type pg from 'pg'

import { inTransaction } from '../db/tenant.ts'
import { removeTold } from '../deliveries/remove-told.ts'
import { refuse } from '../errors.ts'
import { refreshSubmissions } from '../ingest/finish-submissions.ts'
import { isUuid } from '../queries/is-uuid.ts'
import { DOCUMENT_FORGOTTEN, SUBMISSION_FORGOTTEN } from './forgotten.ts'

/** `in-use`: a report that is stored came in it; `open`: it is still being read. */
export type SubmissionDeletion = 'deleted' | 'missing' | 'in-use' | 'open'

/**
 * Deletes a submission that brought no stored report: its bytes, what it told of bounces, deliveries and complaints, and what the ledger
 * says of it. Its line stays.
 */
export async function deleteSubmission(pool: pg.Pool, organizationId: string, id: string): Promise<SubmissionDeletion> {
  if (!isUuid(id)) return 'missing'
  return inTransaction(pool, organizationId, async (client) => {
    const { rows } = await client.query<{ isOpen: boolean; isInUse: boolean }>(
      `select status in ('queued', 'processing') as "isOpen", exists (select 1 from document d
         where d."organizationId" = $1 and d."submissionId" = s.id and d."reportId" is not null and d.status = 'stored') as "isInUse"
       from submission s where "organizationId" = $1 and id = $2 for no key update`,
      [organizationId, id],
    )
    if (!rows[0]) return 'missing'
    if (rows[0].isOpen) return 'open'
    if (rows[0].isInUse) return 'in-use'
    await forget(client, organizationId, id)
    return 'deleted'
  })
}

async function forget(client: pg.ClientBase, organizationId: string, id: string): Promise<void> {
  await removeTold(client, organizationId, id)
  const { code, message } = refuse('deleted')
  await client.query(
    `update document set ${DOCUMENT_FORGOTTEN}, code = $3, message = $4
     where "organizationId" = $1 and "submissionId" = $2`,
    [organizationId, id, code, message],
  )
  await client.query(
    `update submission set ${SUBMISSION_FORGOTTEN}
     where "organizationId" = $1 and id = $2`,
    [organizationId, id],
  )
  await client.query('delete from submission_chunk where "organizationId" = $1 and "submissionId" = $2', [
    organizationId,
    id,
  ])
  await refreshSubmissions(client, organizationId, [id])
}
