import { firstOrganizationId } from '#lib/db/organization.ts'
import { getReport } from '#lib/queries/get-report.ts'
import { listReportRecords } from '#lib/queries/list-report-records.ts'

import { readPage } from '../../../read-query.ts'
import { json, problem } from '../../../respond.ts'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const organizationId = await firstOrganizationId()
  const { id } = await params
  if (!(await getReport(organizationId, id))) return problem(404, 'There is no report with this id.')
  const page = readPage(request)
  if (page instanceof Response) return page
  return json(await listReportRecords(organizationId, id, page))
}
