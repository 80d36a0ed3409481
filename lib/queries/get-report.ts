import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { PublishedPolicy } from '../dmarc/report.ts'
import { dayOfInstant } from '../filter.ts'
import type { AuthenticityReason } from '../inbox/authenticity-reason.ts'
import { getRecordsKeptFrom } from './get-retention.ts'
import { IS_COPY } from './is-copy.ts'
import { isUuid } from './is-uuid.ts'
import { readReports } from './list-reports.ts'
import { toMail } from './list-submissions.ts'
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
  const [submission, document, copies, differing, recordsRemovedBefore] = await Promise.all([
    prismaOf(tenant).submission.findUnique({ where: { organizationId_id: { organizationId, id: submissionId } } }),
    prismaOf(tenant).document.findFirst({ where: { organizationId, submissionId, reportId: id } }),
    listCopies(tenant, id),
    prismaOf(tenant).document.count({
      where: { organizationId, reportId: id, warnings: { array_contains: [{ code: 'differs-from-stored' }] } },
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
    authenticityReason: (document?.authenticityReason ?? null) as AuthenticityReason | null,
    mail: submission && toMail(submission),
    copies,
    differing,
    bytesRemovedAt: submission?.bytesRemovedAt?.toISOString() ?? null,
    recordsRemovedBefore,
    policy,
    errors: stored.errors as string[],
  }
}

const COPIES_MAX = 5

function listCopies(tenant: Tenant, id: string): Promise<ReportDetail['copies']> {
  return prismaOf(tenant).$queryRaw(
    Prisma.sql`select q.id, q."externalId" from report p join report q on ${Prisma.raw(IS_COPY)}
      where p."organizationId" = ${tenant.organizationId}::uuid and p.id = ${id}::uuid order by q.id limit ${COPIES_MAX}`,
  )
}
