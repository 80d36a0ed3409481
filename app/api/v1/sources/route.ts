import { SOURCES_CURSOR, SOURCE_ORDERS, listSources } from '#lib/queries/list-sources.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter, readWord } from '../read-query.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const order = readWord(request, 'order', SOURCE_ORDERS)
  if (order instanceof Response) return order
  const reverse = readWord(request, 'reverse', ['true', 'false'] as const)
  if (reverse instanceof Response) return reverse
  const search = new URL(request.url).searchParams.get('search') || null
  return answerList(request, {
    name: 'sources',
    cursor: SOURCES_CURSOR,
    columns: [
      'ip',
      'messages',
      'pass',
      'fail',
      'passRate',
      'spfAligned',
      'dkimAligned',
      'firstSeen',
      'lastSeen',
      'appleNetwork',
    ],
    read: async (page) => {
      const list = { ...page, order: order ?? 'messages', isReversed: reverse === 'true', search }
      const { sources: rows, nextCursor } = await listSources(tenant, filter, list)
      return { rows, nextCursor }
    },
  })
})
