import type pg from 'pg'

import { refuse } from '../errors.ts'
import { refreshSubmissions } from '../ingest/finish-submissions.ts'
import { DOCUMENT_FORGOTTEN, SUBMISSION_FORGOTTEN } from './forgotten.ts'

/**
 * Empties the ledger of what it says of deleted reports. Each line stays; its bytes go when no other report and nothing that is
 * still to be read is in them.
 */
export async function forgetDocuments(
  client: pg.ClientBase,
  organizationId: string,
  reportIds: string[],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    // Locked, so that of two deletions that share a submission the second one sees what the first one did.
    `select id from submission where "organizationId" = $1 and id in (
       select "submissionId" from document where "organizationId" = $1 and "reportId" = any($2))
     order by id for no key update`,
    [organizationId, reportIds],
  )
  const ids = rows.map((row) => row.id)
  const { code, message } = refuse('deleted')
  await client.query(
    `update document set ${DOCUMENT_FORGOTTEN}, code = $3, message = $4
     where "organizationId" = $1 and "reportId" = any($2)`,
    [organizationId, reportIds, code, message],
  )
  await refreshSubmissions(client, organizationId, ids)
  await removeNeedlessBytes(client, organizationId, ids)
}

/**
 * The same for documents of these submissions that told of bounces, deliveries or complaints, all of which are deleted by now. Their
 * submissions are locked by the caller.
 */
export async function forgetTold(client: pg.ClientBase, organizationId: string, ids: string[]): Promise<void> {
  const { code, message } = refuse('deleted')
  await client.query(
    `update document d set ${DOCUMENT_FORGOTTEN}, code = $3, message = $4
     where "organizationId" = $1 and "submissionId" = any($2)
       and coalesce(d.bounces, 0) + coalesce(d.deliveries, 0) + coalesce(d.complaints, 0) > 0 and not ${TELLS}`,
    [organizationId, ids, code, message],
  )
  await refreshSubmissions(client, organizationId, ids)
  await removeNeedlessBytes(client, organizationId, ids)
}

/** SQL: something is left that a document, under the alias `d`, told of. */
const TELLS = `(${['bounce_sighting', 'delivery', 'complaint']
  .map(
    (table) => `exists (select 1 from ${table} t
      where t."organizationId" = $1 and t."submissionId" = d."submissionId" and t.ordinal = d.ordinal)`,
  )
  .join(' or ')})`

async function removeNeedlessBytes(client: pg.ClientBase, organizationId: string, ids: string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `update submission s set ${SUBMISSION_FORGOTTEN}
     where "organizationId" = $1 and id = any($2) and status not in ('queued', 'processing') and not exists (
       select 1 from document d where d."organizationId" = $1 and d."submissionId" = s.id
         and (d."reportId" is not null or d.code = 'not-read-yet' or ${TELLS}))
     returning id`,
    [organizationId, ids],
  )
  await client.query('delete from submission_chunk where "organizationId" = $1 and "submissionId" = any($2)', [
    organizationId,
    rows.map((row) => row.id),
  ])
}
