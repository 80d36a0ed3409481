import { getReport } from '#lib/queries/get-report.ts'
import { RECORDS_CURSOR, listReportRecords } from '#lib/queries/list-report-records.ts'

import { answerList } from '../../../answer-list.ts'
import { route } from '../../../handle.ts'
import { RECORD_COLUMNS } from '../../../record-columns.ts'
import { problem } from '../../../respond.ts'

export const GET = route(
  'read',
  async ({ tenant }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { id } = await params
    if (!(await getReport(tenant, id))) return problem(404, 'There is no report with this id.')
    return answerList(request, {
      name: 'records',
      cursor: RECORDS_CURSOR,
      columns: RECORD_COLUMNS,
      read: async (page) => {
        const { records: rows, nextCursor } = await listReportRecords(tenant, id, page)
        return { rows, nextCursor }
      },
    })
  },
)
