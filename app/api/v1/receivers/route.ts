import { type CursorShape, cutPage, decodeCursor } from '#lib/queries/cursor.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'

import { route } from '../handle.ts'
import { readFilter, readPage } from '../read-query.ts'
import { json, problem } from '../respond.ts'

const CURSOR: CursorShape = ['text']

export const GET = route('read', async ({ tenant }, request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, CURSOR)
  if (page instanceof Response) return page
  const all = await listReceivers(tenant, filter)
  const [last] = decodeCursor(page.cursor, CURSOR) ?? []
  const start = last === undefined ? 0 : all.findIndex((row) => row.id === last) + 1
  if (last !== undefined && start === 0)
    return problem(400, 'cursor names a receiver that is not in this list: start again without it.')
  const rest = all.slice(start, start + page.limit + 1)
  const [receivers, nextCursor] = cutPage(rest, page.limit, (row) => [row.id])
  return json({ receivers, nextCursor })
})
