import type pg from 'pg'

import type { Warning } from '../dmarc/report.ts'
import { IS_COPY } from '../queries/is-copy.ts'
import type { Stored } from './store-reports.ts'

/**
 * What no reporter does who means well and makes no mistake. Such documents are marked: one with the records of another report is
 * counted all the same, one that repeats an id with other content is not.
 */

export const DIFFERS: Warning = {
  code: 'differs-from-stored',
  message: 'A report with the same reporter, id and dates is stored already, and its content differs from this one.',
}
const SAME_ROWS: Warning = {
  code: 'same-rows',
  message:
    'Another report of the same reporter holds the same records for the same time under another id, so their messages may be counted twice.',
}

/** Adds a warning to the outcome of each report that has the rows of an older one. */
export async function warnOfCopies(
  client: pg.ClientBase,
  organizationId: string,
  outcomes: Stored[],
): Promise<Stored[]> {
  const ids = outcomes.flatMap(({ status, reportId }) => (status === 'stored' ? [reportId] : []))
  if (ids.length === 0) return outcomes
  const { rows } = await client.query<{ id: string }>(
    `select q.id from report q where q."organizationId" = $1 and q.id = any($2)
       and exists (select 1 from report p where p.id < q.id and ${IS_COPY})`,
    [organizationId, ids],
  )
  const copies = new Set(rows.map(({ id }) => id))
  return outcomes.map((one) =>
    one.status === 'stored' && copies.has(one.reportId) ? { ...one, warnings: [...one.warnings, SAME_ROWS] } : one,
  )
}
