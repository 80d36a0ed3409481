import type { Job as StoredJob } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type CursorShape, type Page, cutPage, decodeCursor } from './cursor.ts'
import type { JobRow } from './rows.ts'

/** What a cursor of this list holds. */
export const JOBS_CURSOR: CursorShape = ['uuid']

/** Jobs, newest first. */
export async function listJobs(
  tenant: Tenant,
  { limit, cursor }: Page,
): Promise<{ jobs: JobRow[]; nextCursor: string | null }> {
  const { organizationId } = tenant
  const [before] = decodeCursor(cursor, JOBS_CURSOR) ?? []
  const rows = await prismaOf(tenant).job.findMany({
    where: { organizationId, ...(before !== undefined && { id: { lt: String(before) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const [part, nextCursor] = cutPage(rows, limit, (row) => [row.id])
  return { jobs: part.map(toJobRow), nextCursor }
}

export function toJobRow({ id, kind, status, subject, total, done, result, reason, ...at }: StoredJob): JobRow {
  return {
    id,
    kind,
    status,
    subject,
    total,
    done,
    result,
    reason,
    createdAt: at.createdAt.toISOString(),
    finishedAt: at.finishedAt?.toISOString() ?? null,
  } as JobRow
}
