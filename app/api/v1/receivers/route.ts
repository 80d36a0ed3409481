import { firstOrganizationId } from '#lib/db/organization.ts'
import { type CursorShape, cutPage, decodeCursor } from '#lib/queries/cursor.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'

import { readFilter, readPage } from '../read-query.ts'
import { json, route } from '../respond.ts'

const CURSOR: CursorShape = ['text']

export const GET = route(async (request: Request) => {
  const filter = readFilter(request)
  if (filter instanceof Response) return filter
  const page = readPage(request, CURSOR)
  if (page instanceof Response) return page
  const all = await listReceivers(await firstOrganizationId(), filter)
  const [last] = decodeCursor(page.cursor, CURSOR) ?? []
  const rest = all.slice(all.findIndex((row) => row.id === last) + 1).slice(0, page.limit + 1)
  const [receivers, nextCursor] = cutPage(rest, page.limit, (row) => [row.id])
  return json({ receivers, nextCursor })
})
