import type pg from 'pg'

import { asTenant, inTransaction } from '../db/tenant.ts'
import { removeReports } from '../deletion/remove-reports.ts'
import { removeTold } from '../deliveries/remove-told.ts'
import { type RollupPart, lockDomain } from '../rollup/roll-up.ts'
import type { Claim } from './claim.ts'
import { readAgain } from './read-again.ts'

/**
 * What a submission that was read again no longer holds: documents that were not found again and had not been stored, and
 * reports that its documents turned out not to be. Nothing may count twice, and no report is lost: one whose document is refused
 * by now is still that document's, and copies of it in other submissions are read again.
 */
export async function endReading({ organizationId, submissionId, reading }: Claim, pool: pg.Pool): Promise<void> {
  if (reading === 1) return
  await inTransaction(pool, organizationId, async (client) => {
    const gone = await client.query<{ ordinal: number }>(
      `delete from document where "organizationId" = $1 and "submissionId" = $2 and reading < $3 and "reportId" is null
       and code is distinct from 'deleted' returning ordinal`,
      [organizationId, submissionId, reading],
    )
    for (const { ordinal } of gone.rows) await removeTold(client, organizationId, submissionId, ordinal)
  })
  const { rows } = await asTenant(pool, organizationId).query<{ id: string; domainId: string }>(
    `select p.id, p."domainId" from report p where ${ORPHANED} order by p.id`,
    [organizationId, submissionId],
  )
  for (const orphan of rows)
    for (const copy of await removeOrphan(pool, orphan, { organizationId, submissionId }))
      await readAgain(pool, { organizationId, submissionId: copy })
}

const ORPHANED = `p."organizationId" = $1 and p."submissionId" = $2 and not exists (select 1 from document d
  where d."organizationId" = $1 and d."submissionId" = $2 and d."reportId" = p.id)`

/** @returns other submissions that hold a copy of the report. */
function removeOrphan(
  pool: pg.Pool,
  { id, domainId }: { id: string; domainId: string },
  { organizationId, submissionId }: { organizationId: string; submissionId: string },
): Promise<string[]> {
  return inTransaction(pool, organizationId, async (client) => {
    await lockDomain(client, organizationId, domainId)
    const { rows } = await client.query<RollupPart>(
      // The organization is shared, so that retention does not move on before this transaction ends.
      `select p."organizationId", p."domainId", p."receiverId", p."firstDay"::text as "firstDay", p."lastDay"::text as "lastDay"
       from report p join organization o on o.id = p."organizationId"
       where ${ORPHANED} and p.id = $3 and p."firstDay" >= coalesce(o."recordsKeptFrom", '-infinity') for share of o`,
      [organizationId, submissionId, id],
    )
    if (!rows[0]) return []
    const copies = await client.query<{ id: string }>(
      `with freed as (update document set "reportId" = null where "organizationId" = $1 and "reportId" = $2
         returning "submissionId")
       select distinct "submissionId" as id from freed`,
      [organizationId, id],
    )
    await removeReports(client, rows[0], [id])
    return copies.rows.map((copy) => copy.id)
  })
}
