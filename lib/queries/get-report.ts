import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { PublishedPolicy } from '../dmarc/report.ts'
import { dayOfInstant } from '../filter.ts'
import { getRecordsKeptFrom } from './get-retention.ts'
import { isUuid } from './is-uuid.ts'
import { readReports } from './list-reports.ts'
import type { ReportDetail } from './rows.ts'

/** One report with what it says of itself, its counts over all of its days; null when there is none with this id. */
export async function getReport(tenant: Tenant, id: string): Promise<ReportDetail | null> {
  const { organizationId } = tenant
  if (!isUuid(id)) return null
  const [[row], stored] = await Promise.all([
    readReports(
      tenant,
      Prisma.sql`p."organizationId" = ${organizationId}::uuid and p.id = ${id}::uuid`,
      { isWhole: Prisma.sql`true`, records: Prisma.sql`true` },
      1,
    ),
    prismaOf(tenant).report.findUnique({ where: { organizationId_id: { organizationId, id } } }),
  ])
  if (!row || !stored) return null
  const { orgName, email, extraContactInfo, generator, version, submissionId } = stored
  const [submission, recordsRemovedBefore] = await Promise.all([
    prismaOf(tenant).submission.findUnique({
      where: { organizationId_id: { organizationId, id: submissionId } },
      select: { bytesRemovedAt: true },
    }),
    getRecordsKeptFrom(tenant, dayOfInstant(stored.firstDay)),
  ])
  const policy = stored.policy as unknown as PublishedPolicy
  return {
    ...row,
    orgName,
    email,
    extraContactInfo,
    generator,
    version,
    submissionId,
    bytesRemovedAt: submission?.bytesRemovedAt?.toISOString() ?? null,
    recordsRemovedBefore,
    policy,
    errors: stored.errors as string[],
  }
}
