import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { countedConditions, records } from './conditions.ts'
import type { AuthRow } from './rows.ts'

const ROWS_MAX = 100

/** Which SPF and DKIM domains the messages of a source were checked for, and with what result; most messages first. */
export async function listSourceAuth(tenant: Tenant, filter: Filter): Promise<AuthRow[]> {
  const { organizationId } = tenant
  return prismaOf(tenant).$queryRaw<AuthRow[]>(
    Prisma.sql`select a.kind, a.entry ->> 'domain' as domain, a.entry ->> 'selector' as selector, a.entry ->> 'result' as result,
        sum(d.count)::float8 as messages
      from ${records(organizationId, filter)}
      cross join lateral (
        select 'dkim' as kind, entry from jsonb_array_elements(d."authResults" -> 'dkim') as entry
        union all select 'spf', entry from jsonb_array_elements(d."authResults" -> 'spf') as entry) a
      where ${countedConditions(organizationId, filter)} group by 1, 2, 3, 4 order by messages desc, 1, 2, 3, 4 limit ${ROWS_MAX}`,
  )
}
