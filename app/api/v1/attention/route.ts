import { dayOfInstant } from '#lib/filter.ts'
import { listAttention } from '#lib/queries/list-attention.ts'

import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'
import { json } from '../respond.ts'

/** What changed in the last complete week; of the filter only the domain counts. */
export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const attention = await listAttention(tenant, { domain: filter.domain, today: dayOfInstant(new Date()) })
  return json({ attention, nextCursor: null })
})
