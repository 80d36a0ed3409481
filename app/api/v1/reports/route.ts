import { firstOrganizationId } from '#lib/db/organization.ts'
import { REPORTS_CURSOR, listReports } from '#lib/queries/list-reports.ts'

import { readFilter, readPage } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, REPORTS_CURSOR)
  if (page instanceof Response) return page
  return json(await listReports(await firstOrganizationId(), filter, page))
})
