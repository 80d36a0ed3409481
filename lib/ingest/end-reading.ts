import type pg from 'pg'

import { inTransaction } from '../db/database.ts'
import { removeReports } from '../deletion/remove-reports.ts'
import { type RollupPart, lockDomain } from '../rollup/roll-up.ts'
import type { Claim } from './claim.ts'

/**
 * What a submission that was read again no longer holds: documents that were never found again and had not been stored, and
 * reports of which all documents turned out to be other reports. Nothing may count twice, and no report is lost: one whose document
 * is refused by now is still that document's.
 */
export async function endReading({ organizationId, submissionId, reading }: Claim, pool: pg.Pool): Promise<void> {
  if (reading === 1) return
  await pool.query(
    `delete from document where "organizationId" = $1 and "submissionId" = $2 and reading < $3 and "reportId" is null
       and code is distinct from 'deleted'`,
    [organizationId, submissionId, reading],
  )
  const orphans = `select p.id, p."domainId", p."receiverId", p."firstDay"::text as "firstDay", p."lastDay"::text as "lastDay"
    from report p join organization o on o.id = p."organizationId"
    where p."organizationId" = $1 and p."submissionId" = $2 and p."firstDay" >= coalesce(o."recordsKeptFrom", '-infinity')
      and not exists (select 1 from document d
        where d."organizationId" = $1 and d."submissionId" = $2 and d."reportId" = p.id)`
  const { rows } = await pool.query<RollupPart & { id: string }>(orphans, [organizationId, submissionId])
  for (const { id, ...part } of rows)
    await inTransaction(pool, async (client) => {
      await lockDomain(client, organizationId, part.domainId)
      await removeReports(client, { ...part, organizationId }, [id])
    })
}
