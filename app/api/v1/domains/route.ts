import { firstOrganizationId } from '#lib/db/organization.ts'
import { DOMAINS_CURSOR, listDomains } from '#lib/queries/list-domains.ts'

import { readFilter, readPage } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, DOMAINS_CURSOR)
  if (page instanceof Response) return page
  return json(await listDomains(await firstOrganizationId(), filter, page))
})
