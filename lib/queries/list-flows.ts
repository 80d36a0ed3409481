import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { counted, countedConditions } from './conditions.ts'
import type { FlowRow } from './rows.ts'

/** Messages from receiver by verdict to what the receiver did, most first; they add up to the summary. */
export async function listFlows(tenant: Tenant, filter: Filter): Promise<FlowRow[]> {
  const { organizationId } = tenant
  return prismaOf(tenant).$queryRaw<FlowRow[]>(
    Prisma.sql`select d."receiverId" as receiver, d.verdict::text as verdict,
        coalesce(d.disposition::text, 'unstated') as disposition, sum(d.messages)::float8 as messages
      from ${counted(organizationId, filter)} where ${countedConditions(organizationId, filter)}
      group by 1, 2, 3 order by messages desc, 1, 2, 3`,
  )
}
