import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { COUNTS, passRate, reportConditions, rollupConditions, rollupTable } from './conditions.ts'
import type { Summary } from './rows.ts'

/** The totals of a window. */
export async function getSummary(tenant: Tenant, filter: Filter): Promise<Summary> {
  const { organizationId } = tenant
  const where = rollupConditions(organizationId, filter)
  const [[counts], [reports], [sources]] = await Promise.all([
    prismaOf(tenant).$queryRaw<[{ messages: number; pass: number; fail: number }]>(
      Prisma.sql`select ${COUNTS} from ${rollupTable(filter)} d where ${where}`,
    ),
    prismaOf(tenant).$queryRaw<[{ count: number }]>(
      Prisma.sql`select count(*)::float8 as count from report p where ${reportConditions(organizationId, filter)}`,
    ),
    prismaOf(tenant).$queryRaw<[{ count: number }]>(
      Prisma.sql`select count(*)::float8 as count
        from (select distinct d."sourceIp" from daily_source d where ${where} and d."sourceIp" is not null) ips`,
    ),
  ])
  return { ...counts, passRate: passRate(counts), reports: reports.count, sources: sources.count }
}
