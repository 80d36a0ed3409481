import { AUDIT_CURSOR, listAudit } from '#lib/audit/list-audit.ts'

import { route } from '../handle.ts'
import { readPage } from '../read-query.ts'
import { json } from '../respond.ts'

export const GET = route('own', async ({ tenant }, request: Request) => {
  const page = readPage(request, AUDIT_CURSOR)
  if (page instanceof Response) return page
  return json(await listAudit(tenant, page))
})
