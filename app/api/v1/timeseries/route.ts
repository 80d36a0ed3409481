import { listDays } from '#lib/queries/list-days.ts'

import { route } from '../handle.ts'
import { readFilter, readWord } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const by = readWord(request, 'by', ['verdict', 'disposition', 'receiver'] as const)
  if (by instanceof Response) return by
  const timeseries = await listDays(tenant, filter, by ?? 'verdict')
  return json({ timeseries, nextCursor: null })
})
