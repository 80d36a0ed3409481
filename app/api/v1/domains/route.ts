import { firstOrganizationId } from '#lib/db/organization.ts'
import { listDomains } from '#lib/queries/list-domains.ts'

import { readFilter, readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export async function GET(request: Request): Promise<Response> {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request)
  if (page instanceof Response) return page
  return json(await listDomains(await firstOrganizationId(), filter, page))
}
