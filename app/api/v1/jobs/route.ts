import { JOBS_CURSOR, listJobs } from '#lib/queries/list-jobs.ts'

import { route } from '../handle.ts'
import { readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('ledger', async ({ tenant }, request: Request) => {
  const page = readPage(request, JOBS_CURSOR)
  if (page instanceof Response) return page
  return json(await listJobs(tenant, page))
})
