import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import { type Tenant, wholeOrganization } from '../db/tenant.ts'
import { isUuid } from './is-uuid.ts'

/** What goes when a domain or an organization is deleted. */

export type DomainCounts = { reports: number; records: number; messages: number }
export type OrganizationCounts = DomainCounts & { name: string; submissions: number; domains: number }

const REPORTS = Prisma.sql`count(*)::float8 as reports, coalesce(sum(p.records), 0)::float8 as records,
  coalesce(sum(p.messages), 0)::float8 as messages`

/** @returns null when there is no such domain. */
export async function countDomain(tenant: Tenant, domain: string): Promise<DomainCounts | null> {
  const { organizationId } = tenant
  const found = await prismaOf(tenant).domain.findUnique({
    where: { organizationId_name: { organizationId, name: domain } },
  })
  if (!found) return null
  const [counts] = await prismaOf(tenant).$queryRaw<[DomainCounts]>(
    Prisma.sql`select ${REPORTS} from report p
      where p."organizationId" = ${organizationId}::uuid and p."domainId" = ${found.id}::uuid`,
  )
  return counts
}

/** @returns null when there is no such organization. */
export async function countOrganization(id: string): Promise<OrganizationCounts | null> {
  if (!isUuid(id)) return null
  const tenant = wholeOrganization(id)
  const found = await prismaOf(tenant).organization.findUnique({ where: { id } })
  if (!found) return null
  const [[counts], submissions, domains] = await Promise.all([
    prismaOf(tenant).$queryRaw<[DomainCounts]>(
      Prisma.sql`select ${REPORTS} from report p where p."organizationId" = ${id}::uuid`,
    ),
    prismaOf(tenant).submission.count({ where: { organizationId: id } }),
    prismaOf(tenant).domain.count({ where: { organizationId: id } }),
  ])
  return { ...counts, name: found.name, submissions, domains }
}
