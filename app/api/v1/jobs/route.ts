import { firstOrganizationId } from '#lib/db/organization.ts'
import { JOBS_CURSOR, listJobs } from '#lib/queries/list-jobs.ts'

import { readPage } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const page = readPage(request, JOBS_CURSOR)
  if (page instanceof Response) return page
  return json(await listJobs(await firstOrganizationId(), page))
})
