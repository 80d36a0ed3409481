import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Filter } from '../filter.ts'
import { countedConditions, records } from './conditions.ts'

/** Which of these sources sent mail to a recipient at Apple, as far as a receiver names recipients; with the messages of it. */
export async function listSourcesToApple(
  tenant: Tenant,
  filter: Filter,
  ips: (string | null)[],
): Promise<Record<string, number>> {
  const { organizationId } = tenant
  const rows = await prismaOf(tenant).$queryRaw<{ ip: string; messages: number }[]>(
    Prisma.sql`select host(d."sourceIp") as ip, sum(d.messages)::float8 as messages
      from ${records(organizationId, filter)}
      where ${countedConditions(organizationId, filter)} and d."toApple"
        and d."sourceIp" = any (${ips.filter((ip) => ip !== null)}::inet[]) group by 1`,
  )
  return Object.fromEntries(rows.map(({ ip, messages }) => [ip, messages]))
}
