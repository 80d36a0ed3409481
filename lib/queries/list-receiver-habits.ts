import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { addDays, daysBetween } from '../filter.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import type { ReceiverHabit } from './rows.ts'

/** Days back that receivers are looked for; who is silent for longer is no longer news. */
const LOOKED_BACK = 120
const HABIT_DAYS = 28

/** How the receivers of the last months report, about one domain or (null) about any. */
export async function listReceiverHabits(
  tenant: Tenant,
  { domain, today }: { domain: string | null; today: string },
): Promise<ReceiverHabit[]> {
  const { organizationId } = tenant
  const about = domain
    ? Prisma.sql`and p."domainId" = (select id from domain where "organizationId" = ${organizationId}::uuid and name = ${domain})`
    : Prisma.empty
  const rows = await prismaOf(tenant).$queryRaw<ReceiverHabit[]>(
    Prisma.sql`with days as (
        select distinct p."receiverId" as id, p."lastDay" as day from report p
        where p."organizationId" = ${organizationId}::uuid
          and p."lastDay" between ${addDays(today, -LOOKED_BACK)}::date and ${today}::date ${about}),
      lasts as (select id, max(day) as last from days group by 1)
      select l.id, v.name, to_char(l.last, 'YYYY-MM-DD') as "lastDay", count(*)::float8 as days
      from lasts l join days d on d.id = l.id and d.day > l.last - ${HABIT_DAYS}::int
      join receiver v on v."organizationId" = ${organizationId}::uuid and v.id = l.id
      group by l.id, v.name, l.last order by l.last, l.id`,
  )
  return rows.map((row) => ({ ...row, name: receiverName(row.id) ?? row.name }))
}

/** Days that a receiver has been silent for, beyond what it and reports in general take; 0 while that says nothing. */
export function silentDays({ lastDay, days }: Pick<ReceiverHabit, 'lastDay' | 'days'>, today: string): number {
  const silent = daysBetween(lastDay, today)
  const usual = HABIT_DAYS / days
  return days >= HABITUAL && silent > USUAL_DELAY + 2 * usual ? silent : 0
}

/** Who reported on fewer days has no habit yet. */
const HABITUAL = 5
/** A report of a day comes on the next one, and a day late is nothing. */
const USUAL_DELAY = 2
