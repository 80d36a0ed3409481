import { firstOrganizationId } from '#lib/db/organization.ts'
import { SOURCES_CURSOR, listSources } from '#lib/queries/list-sources.ts'

import { readFilter, readPage, readWord } from '../read-query.ts'
import { json, route } from '../respond.ts'

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, SOURCES_CURSOR)
  if (page instanceof Response) return page
  const order = readWord(request, 'order', ['messages', 'fail'] as const)
  if (order instanceof Response) return order
  return json(await listSources(await firstOrganizationId(), filter, { ...page, order: order ?? 'messages' }))
})
