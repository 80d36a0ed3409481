import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from '../queries/cursor.ts'
import type { Subject } from './actions.ts'

export type AuditRow = {
  id: string
  at: string
  actorKind: 'user' | 'key' | 'command' | 'nobody'
  actorName: string
  action: string
  subject: Subject
  address: string | null
}

/** What a cursor of this list holds. */
export const AUDIT_CURSOR: CursorShape = ['uuid']

/** The audit log of an organization, newest first. */
export async function listAudit(
  tenant: Tenant,
  { limit, cursor }: Page,
): Promise<{ audit: AuditRow[]; nextCursor: string | null }> {
  const [before] = decodeCursor(cursor, AUDIT_CURSOR) ?? []
  const rows = await prismaOf(tenant).auditEntry.findMany({
    where: { organizationId: tenant.organizationId, ...(before !== undefined && { id: { lt: String(before) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const [part, nextCursor] = cutPage(rows, limit, (row) => [row.id])
  const audit = part.map(({ id, at, actorKind, actorName, action, subject, address }) => ({
    id,
    at: at.toISOString(),
    actorKind,
    actorName,
    action,
    subject: subject as Subject,
    address,
  }))
  return { audit, nextCursor }
}
