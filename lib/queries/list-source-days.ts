import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { countedBySource, countedConditions } from './conditions.ts'
import type { SourceDay } from './rows.ts'

/** The days on which these sources (null: without a readable address) have messages, oldest first. */
export async function listSourceDays(tenant: Tenant, filter: Filter, ips: (string | null)[]): Promise<SourceDay[]> {
  const { organizationId } = tenant
  const readable = ips.filter((ip) => ip !== null)
  const isShown = ips.includes(null)
    ? Prisma.sql`(d."sourceIp" = any (${readable}::inet[]) or d."sourceIp" is null)`
    : Prisma.sql`d."sourceIp" = any (${readable}::inet[])`
  return prismaOf(tenant).$queryRaw<SourceDay[]>(
    Prisma.sql`select host(d."sourceIp") as ip, to_char(d.day, 'YYYY-MM-DD') as day, sum(d.messages)::float8 as messages,
        coalesce(sum(d.messages) filter (where d.verdict = 'fail'), 0)::float8 as fail
      from ${countedBySource(organizationId, filter)}
      where ${countedConditions(organizationId, filter)} and ${isShown} group by 1, 2 order by 2, 1`,
  )
}
