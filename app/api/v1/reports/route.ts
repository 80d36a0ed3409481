import { firstOrganizationId } from '#lib/db/organization.ts'
import { listReports } from '#lib/queries/list-reports.ts'

import { readFilter, readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export async function GET(request: Request): Promise<Response> {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request)
  if (page instanceof Response) return page
  return json(await listReports(await firstOrganizationId(), filter, page))
}
