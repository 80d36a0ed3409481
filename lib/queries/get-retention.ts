import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { dayOfInstant } from '../filter.ts'
import type { RetentionSettings } from '../retention/retention-settings.ts'
import { toJobRow } from './list-jobs.ts'
import type { JobRow } from './rows.ts'

export type Retention = RetentionSettings & {
  /** Records of days before this one were removed. */
  recordsKeptFrom: string | null
  /** The newest job that is done or has failed. */
  lastRun: Extract<JobRow, { kind: 'retention' }> | null
}

/** For how long an organization keeps what, and what was removed last; null when there is no such organization. */
export async function getRetention(tenant: Tenant): Promise<Retention | null> {
  const { organizationId } = tenant
  const [organization, job] = await Promise.all([
    prismaOf(tenant).organization.findUnique({ where: { id: organizationId } }),
    prismaOf(tenant).job.findFirst({
      where: { organizationId, kind: 'retention', status: { in: ['done', 'failed'] } },
      orderBy: { id: 'desc' },
    }),
  ])
  if (!organization) return null
  const { keepBytesDays, keepPrivateDays, keepRecordsDays, keepSumsDays, recordsKeptFrom } = organization
  return {
    keepBytesDays,
    keepPrivateDays,
    keepRecordsDays,
    keepSumsDays,
    recordsKeptFrom: recordsKeptFrom && dayOfInstant(recordsKeptFrom),
    lastRun: job && (toJobRow(job) as Retention['lastRun']),
  }
}

/** The day before which records were removed, where a window reaches further back; otherwise null. */
export async function getRecordsKeptFrom(tenant: Tenant, from: string): Promise<string | null> {
  const { organizationId } = tenant
  const organization = await prismaOf(tenant).organization.findUnique({
    where: { id: organizationId },
    select: { recordsKeptFrom: true },
  })
  const keptFrom = organization?.recordsKeptFrom ? dayOfInstant(organization.recordsKeptFrom) : null
  return keptFrom !== null && from < keptFrom ? keptFrom : null
}
