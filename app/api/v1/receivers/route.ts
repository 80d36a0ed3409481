import { type CursorShape, cutPage, decodeCursor } from '#lib/queries/cursor.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'
import { readFilter, readPage } from '../read-query.ts'
import { problem } from '../respond.ts'

const CURSOR: CursorShape = ['text']

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const asked = readPage(request, CURSOR)
  if (asked instanceof Response) return asked
  const all = await listReceivers(tenant, filter)
  const indexOf = (cursor: string | null): number => all.findIndex(({ id }) => id === decodeCursor(cursor, CURSOR)?.[0])
  if (asked.cursor && indexOf(asked.cursor) === -1)
    return problem(400, 'cursor names a receiver that is not in this list: start again without it.')
  return answerList(request, {
    name: 'receivers',
    cursor: CURSOR,
    columns: [
      'id',
      'name',
      'isIcloud',
      'messages',
      'pass',
      'fail',
      'passRate',
      'quarantine',
      'reject',
      'reports',
      'lastReportAt',
    ],
    read: async ({ limit, cursor }) => {
      const start = indexOf(cursor) + 1
      const [rows, nextCursor] = cutPage(all.slice(start, start + limit + 1), limit, (row) => [row.id])
      return { rows, nextCursor }
    },
  })
})
