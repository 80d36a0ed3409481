import { SOURCES_CURSOR, listSources } from '#lib/queries/list-sources.ts'

import { route } from '../handle.ts'
import { readFilter, readPage, readWord } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, SOURCES_CURSOR)
  if (page instanceof Response) return page
  const order = readWord(request, 'order', ['messages', 'fail'] as const)
  if (order instanceof Response) return order
  return json(await listSources(tenant, filter, { ...page, order: order ?? 'messages' }))
})
