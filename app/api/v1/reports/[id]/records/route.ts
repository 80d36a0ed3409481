import { firstOrganizationId } from '#lib/db/organization.ts'
import { getReport } from '#lib/queries/get-report.ts'
import { RECORDS_CURSOR, listReportRecords } from '#lib/queries/list-report-records.ts'

import { readPage } from '../../../read-query.ts'
import { json, problem, route } from '../../../respond.ts'

export const GET = route(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const organizationId = await firstOrganizationId()
  const { id } = await params
  if (!(await getReport(organizationId, id))) return problem(404, 'There is no report with this id.')
  const page = readPage(request, RECORDS_CURSOR)
  if (page instanceof Response) return page
  return json(await listReportRecords(organizationId, id, page))
})
