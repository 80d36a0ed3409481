import type pg from 'pg'

import type { Removed } from '../jobs/job.ts'
import { type RollupPart, redoRollups } from '../rollup/roll-up.ts'
import { forgetDocuments } from './forget-documents.ts'
import { forgetSources, noteSources } from './forget-sources.ts'

/**
 * Removes reports of one domain and receiver with all that hangs on them, in the transaction given, which has the domain to
 * itself (lockDomain). Their days lie within the part, whose sums are made anew from the records that stay.
 */
export async function removeReports(client: pg.ClientBase, part: RollupPart, reportIds: string[]): Promise<Removed> {
  const { organizationId } = part
  await noteSources(client, part)
  const records = await client.query('delete from record where "organizationId" = $1 and "reportId" = any($2)', [
    organizationId,
    reportIds,
  ])
  const { rows } = await client.query<{ reports: number; messages: number }>(
    `with gone as (delete from report where "organizationId" = $1 and id = any($2) returning messages)
     select count(*)::int as reports, coalesce(sum(messages), 0)::float8 as messages from gone`,
    [organizationId, reportIds],
  )
  await redoRollups(client, part)
  await forgetSources(client, part)
  await forgetDocuments(client, organizationId, reportIds)
  return { ...rows[0]!, records: records.rowCount ?? 0 }
}
