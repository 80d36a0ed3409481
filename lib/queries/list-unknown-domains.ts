import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { UnknownDomain } from './rows.ts'

/** Anybody may send reports about anything: only the newest are looked at, and few are shown. */
const LOOKED_AT_MAX = 5_000
const SHOWN_MAX = 5

/** Domains that the organization does not have, and that verified reports came about by mail; those with most reports first. */
export async function listUnknownDomains(tenant: Tenant): Promise<UnknownDomain[]> {
  const { organizationId } = tenant
  return prismaOf(tenant).$queryRaw<UnknownDomain[]>(
    Prisma.sql`select domain, count(*)::float8 as reports, coalesce(sum(messages), 0)::float8 as messages,
        (array_agg(distinct reporter))[1:3] as reporters
      from (select d.domain, d.messages, d.reporter from document d
        join submission s on s."organizationId" = d."organizationId" and s.id = d."submissionId"
        where d."organizationId" = ${organizationId}::uuid and d.status = 'quarantined' and d.code = 'unknown-domain'
          and d.authenticity = 'verified' and s.status not in ('queued', 'processing')
        order by d."submissionId" desc limit ${LOOKED_AT_MAX}) waiting
      group by domain order by count(*) desc, domain limit ${SHOWN_MAX}`,
  )
}
