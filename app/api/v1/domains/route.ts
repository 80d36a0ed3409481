import { DOMAINS_CURSOR, listDomains } from '#lib/queries/list-domains.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return answerList(request, {
    name: 'domains',
    cursor: DOMAINS_CURSOR,
    columns: ['domain', 'policy', 'messages', 'pass', 'fail', 'passRate', 'reports', 'lastReportAt'],
    read: async (page) => {
      const { domains: rows, nextCursor } = await listDomains(tenant, filter, page)
      return { rows, nextCursor }
    },
  })
})
