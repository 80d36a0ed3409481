import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { isUuid } from './is-uuid.ts'
import { toJobRow } from './list-jobs.ts'
import type { JobRow } from './rows.ts'

/** One job with how far it came; null when there is none with this id. */
export async function getJob(tenant: Tenant, id: string): Promise<JobRow | null> {
  const { organizationId } = tenant
  if (!isUuid(id)) return null
  const row = await prismaOf(tenant).job.findUnique({ where: { organizationId_id: { organizationId, id } } })
  return row && toJobRow(row)
}
