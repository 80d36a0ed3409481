import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type Filter, reportsOnly } from '../filter.ts'
import { reportConditions } from './conditions.ts'
import type { PolicyPeriod } from './rows.ts'

const PERIODS_MAX = 200

/**
 * The policies that the reports of a window quote, the one that was quoted last first. Reporters leave out what is at its default: that
 * makes no other policy of it.
 */
export async function listPolicies(tenant: Tenant, filter: Filter): Promise<PolicyPeriod[]> {
  return prismaOf(tenant).$queryRaw<PolicyPeriod[]>(
    Prisma.sql`select m.name as domain, p.policy ->> 'p' as p, coalesce(p.policy ->> 'sp', p.policy ->> 'p') as sp,
        coalesce(p.policy ->> 'adkim', 'relaxed') as adkim, coalesce(p.policy ->> 'aspf', 'relaxed') as aspf,
        coalesce((p.policy ->> 'pct')::float8, 100) as pct, coalesce((p.policy ->> 'testing')::boolean, false) as testing,
        to_char(min(p."firstDay"), 'YYYY-MM-DD') as "firstDay", to_char(max(p."lastDay"), 'YYYY-MM-DD') as "lastDay",
        count(*)::float8 as reports, count(distinct p."receiverId")::float8 as receivers
      from report p join domain m on m."organizationId" = p."organizationId" and m.id = p."domainId"
      where ${reportConditions(tenant.organizationId, reportsOnly(filter))}
      group by 1, 2, 3, 4, 5, 6, 7 order by "lastDay" desc, "firstDay" desc, reports desc limit ${PERIODS_MAX}`,
  )
}
