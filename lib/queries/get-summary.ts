import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { COUNTS, countedBySource, countedConditions, everPassed, passRate, reportConditions } from './conditions.ts'
import type { Summary } from './rows.ts'

type Sums = { messages: number; pass: number; fail: number; unrecognized: number; sources: number }

/** The totals of a window. */
export async function getSummary(tenant: Tenant, filter: Filter): Promise<Summary> {
  const { organizationId } = tenant
  const [[sums], [reports]] = await Promise.all([
    prismaOf(tenant).$queryRaw<[Sums]>(
      // Whether a source passed before is looked up only where it did not pass within the window.
      Prisma.sql`with mail as (
          select d."organizationId", d."domainId", d."sourceIp", ${COUNTS}
          from ${countedBySource(organizationId, filter)} where ${countedConditions(organizationId, filter)} group by 1, 2, 3)
        select coalesce(sum(m.messages), 0)::float8 as messages, coalesce(sum(m.pass), 0)::float8 as pass,
          coalesce(sum(m.fail), 0)::float8 as fail,
          coalesce(sum(case when m.pass > 0 and m."sourceIp" is not null then 0
            when ${everPassed(Prisma.sql`m`, Prisma.sql`m."domainId"`)} then 0 else m.fail end), 0)::float8 as unrecognized,
          count(distinct m."sourceIp")::float8 as sources
        from mail m`,
    ),
    prismaOf(tenant).$queryRaw<[{ reports: number; receivers: number }]>(
      Prisma.sql`select count(*)::float8 as reports, count(distinct p."receiverId")::float8 as receivers
        from report p where ${reportConditions(organizationId, filter)}`,
    ),
  ])
  const { messages, pass, unrecognized } = sums
  return {
    ...sums,
    passRate: passRate(sums),
    ownPassRate: passRate({ messages: messages - unrecognized, pass }),
    ...reports,
  }
}
