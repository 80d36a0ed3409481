import type pg from 'pg'

import { toJson } from '../db/to-json.ts'
import { lockDomain } from '../rollup/roll-up.ts'
import { refreshSubmissions } from './finish-submissions.ts'
import { replaceReport } from './replace-report.ts'
import type { ReportRow } from './report-row.ts'
import type { Stored, StoredReport } from './store-reports.ts'
import { DIFFERS } from './warn-of-copies.ts'

/**
 * Puts a verified report in the place of one that was stored under its key although nobody knew whether it was genuine. It is this
 * submission's from then on; the document that was stored becomes a copy of it.
 */
export async function takeOver(client: pg.ClientBase, row: ReportRow, there: StoredReport): Promise<Stored> {
  const { organizationId, submissionId } = row.outcome.claim
  const isSame = there.contentHash === row.report.contentHash
  // Two that do so to one domain at the same time wait for each other until one of them is thrown out, and tries again.
  if (!isSame) await lockDomain(client, organizationId, row.domainId)
  const stored = await replaceReport(client, row, there)
  if (!isSame && !stored.hasChanged) return { ...stored, status: 'duplicate', warnings: [...stored.warnings, DIFFERS] }
  await client.query(
    `update report set "submissionId" = $3, authenticity = 'verified' where "organizationId" = $1 and id = $2`,
    [organizationId, there.id, submissionId],
  )
  const { rows } = await client.query<{ submissionId: string }>(
    `update document set status = 'duplicate', warnings = case when $3 then warnings else warnings || $4::jsonb end
     where "organizationId" = $1 and "reportId" = $2 and status = 'stored' returning "submissionId"`,
    [organizationId, there.id, isSame, toJson([DIFFERS])],
  )
  await refreshSubmissions(client, organizationId, [...new Set(rows.map((one) => one.submissionId))])
  return { ...stored, hasChanged: true }
}
