import { firstOrganizationId } from '#lib/db/organization.ts'
import { getSummary } from '#lib/queries/get-summary.ts'

import { readFilter } from '../read-query.ts'
import { json } from '../respond.ts'

export async function GET(request: Request): Promise<Response> {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return json(await getSummary(await firstOrganizationId(), filter))
}
