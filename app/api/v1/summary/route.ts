import { getSummary } from '#lib/queries/get-summary.ts'

import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return json(await getSummary(tenant, filter))
})
