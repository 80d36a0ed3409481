import { AUDIT_CURSOR, listAudit } from '#lib/audit/list-audit.ts'

import { answerList } from '../answer-list.ts'
import { route } from '../handle.ts'

export const GET = route('own', ({ tenant }, request: Request) =>
  answerList(request, {
    name: 'audit',
    cursor: AUDIT_CURSOR,
    columns: ['at', 'actorKind', 'actorName', 'action', 'subject', 'address'],
    read: async (page) => {
      const { audit: rows, nextCursor } = await listAudit(tenant, page)
      return { rows, nextCursor }
    },
  }),
)
