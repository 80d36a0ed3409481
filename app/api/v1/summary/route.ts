import { firstOrganizationId } from '#lib/db/organization.ts'
import { getSummary } from '#lib/queries/get-summary.ts'

import { readFilter } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return json(await getSummary(await firstOrganizationId(), filter))
})
