import { FOUND_RECORDS_CURSOR, listRecords } from '#lib/queries/list-records.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter } from '../read-query.ts'
import { RECORD_COLUMNS } from '../record-columns.ts'

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  return answerList(request, {
    name: 'records',
    cursor: FOUND_RECORDS_CURSOR,
    columns: ['day', 'domain', 'receiver', 'reportId', ...RECORD_COLUMNS],
    read: async (page) => {
      const { records: rows, nextCursor } = await listRecords(tenant, filter, page)
      return { rows, nextCursor }
    },
  })
})
