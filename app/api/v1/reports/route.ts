import { REPORTS_CURSOR, listReports } from '#lib/queries/list-reports.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return answerList(request, {
    name: 'reports',
    cursor: REPORTS_CURSOR,
    columns: [
      'id',
      'domain',
      'reporter',
      'receiver',
      'externalId',
      'begin',
      'end',
      'records',
      'messages',
      'pass',
      'fail',
      'warnings',
    ],
    read: async (page) => {
      const { reports: rows, nextCursor } = await listReports(tenant, filter, page)
      return { rows, nextCursor }
    },
  })
})
