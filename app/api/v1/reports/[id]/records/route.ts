import { getReport } from '#lib/queries/get-report.ts'
import { RECORDS_CURSOR, listReportRecords } from '#lib/queries/list-report-records.ts'

import { route } from '../../../handle.ts'
import { readPage } from '../../../read-query.ts'
import { json, problem } from '../../../respond.ts'

export const GET = route(
  'read',
  async ({ tenant }, request: Request, { params }: { params: Promise<{ id: string }> }) => {
    const { id } = await params
    if (!(await getReport(tenant, id))) return problem(404, 'There is no report with this id.')
    const page = readPage(request, RECORDS_CURSOR)
    if (page instanceof Response) return page
    return json(await listReportRecords(tenant, id, page))
  },
)
