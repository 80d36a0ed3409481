import { firstOrganizationId } from '#lib/db/organization.ts'
import { listDays } from '#lib/queries/list-days.ts'

import { readFilter, readWord } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const by = readWord(request, 'by', ['verdict', 'disposition', 'receiver'] as const)
  if (by instanceof Response) return by
  const timeseries = await listDays(await firstOrganizationId(), filter, by ?? 'verdict')
  return json({ timeseries, nextCursor: null })
})
