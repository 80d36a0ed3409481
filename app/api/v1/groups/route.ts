import { GROUPS, GROUPS_CURSOR, GROUP_ORDERS, listGroups } from '#lib/queries/list-groups.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter, readWord } from '../read-query.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const by = readWord(request, 'by', GROUPS)
  if (by instanceof Response) return by
  const order = readWord(request, 'order', GROUP_ORDERS)
  if (order instanceof Response) return order
  return answerList(request, {
    name: 'groups',
    cursor: GROUPS_CURSOR,
    columns: ['key', 'messages', 'pass', 'fail', 'passRate', 'spfAligned', 'dkimAligned'],
    read: async (page) => {
      const { groups: rows, nextCursor } = await listGroups(tenant, filter, {
        ...page,
        by: by ?? 'source',
        order: order ?? 'messages',
      })
      return { rows, nextCursor }
    },
  })
})
