import { DOMAINS_CURSOR, listDomains } from '#lib/queries/list-domains.ts'

import { route } from '../handle.ts'
import { readFilter, readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, DOMAINS_CURSOR)
  if (page instanceof Response) return page
  return json(await listDomains(tenant, filter, page))
})
