import { REPORTS_CURSOR, listReports } from '#lib/queries/list-reports.ts'

import { route } from '../handle.ts'
import { readFilter, readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, REPORTS_CURSOR)
  if (page instanceof Response) return page
  return json(await listReports(tenant, filter, page))
})
