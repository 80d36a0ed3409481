import { listPolicies } from '#lib/queries/list-policies.ts'

import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'
import { json } from '../respond.ts'

/** The policies of domains, as the reports of a window quote them. */
export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return json({ policies: await listPolicies(tenant, filter), nextCursor: null })
})
