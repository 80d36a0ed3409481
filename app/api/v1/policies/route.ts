import { listPolicies } from '#lib/queries/list-policies.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'

/** The policies of domains, as the reports of a window quote them; never more than one part. */
export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return answerList(request, {
    name: 'policies',
    cursor: [],
    columns: ['domain', 'p', 'sp', 'adkim', 'aspf', 'pct', 'testing', 'firstDay', 'lastDay', 'reports', 'receivers'],
    read: async () => ({ rows: await listPolicies(tenant, filter), nextCursor: null }),
  })
})
