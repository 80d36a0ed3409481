import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type Filter, addDays, daysBetween, unfiltered } from '../filter.ts'
import { countedConditions } from './conditions.ts'
import { listReceiverHabits, silentDays } from './list-receiver-habits.ts'
import type { Attention, ReceiverHabit } from './rows.ts'

const WEEK = 7
const BEFORE = 28
/** The last days are not complete yet. */
const INCOMPLETE = 2
/** Fewer messages say nothing about a rate. */
const MESSAGES_MIN = 20
/** Of a rate, 0..1, and in messages: a smaller fall happens by itself. */
const FALL_MIN = 0.05
const FALL_MESSAGES_MIN = 20
const SHOWN_OF_A_KIND = 2
/** Days without a report from anybody that are more than a weekend. */
const ALL_SILENT = 4

/** What changed lately, what matters most first: the last complete week of a domain (or of all), beside the four weeks before it. */
export async function listAttention(
  tenant: Tenant,
  { domain, today }: { domain: string | null; today: string },
): Promise<Attention[]> {
  const to = addDays(today, -INCOMPLETE)
  const week = { from: addDays(to, 1 - WEEK), to }
  const filter = { ...unfiltered(week), domain }
  const [falls, sources, habits] = await Promise.all([
    listFalls(tenant, filter),
    listNewSources(tenant, filter),
    listReceiverHabits(tenant, { domain, today }),
  ])
  return [...silences(habits, today), ...falls, ...sources]
}

/** Sources whose mail passed, and passes less now. */
async function listFalls(tenant: Tenant, filter: Filter): Promise<Attention[]> {
  const { from, to } = filter
  const both = { ...filter, from: addDays(from, -BEFORE) }
  const rows = await prismaOf(tenant).$queryRaw<
    { source: string; domain: string; passRate: number; passRateBefore: number; fail: number }[]
  >(
    Prisma.sql`with sums as (
        select d."domainId", d."sourceIp",
          sum(d.messages) filter (where d.day >= ${from}::date)::float8 as now,
          coalesce(sum(d.messages) filter (where d.day >= ${from}::date and d.verdict = 'pass'), 0)::float8 as pass,
          sum(d.messages) filter (where d.day < ${from}::date)::float8 as before,
          coalesce(sum(d.messages) filter (where d.day < ${from}::date and d.verdict = 'pass'), 0)::float8 as "passBefore"
        from daily_source d where ${countedConditions(tenant.organizationId, both)} and d."sourceIp" is not null
        group by 1, 2)
      select host(s."sourceIp") as source, m.name as domain, s.pass / s.now as "passRate",
        s."passBefore" / s.before as "passRateBefore", s.now - s.pass as fail
      from sums s join domain m on m."organizationId" = ${tenant.organizationId}::uuid and m.id = s."domainId"
      where s.now >= ${MESSAGES_MIN} and s.before >= ${MESSAGES_MIN}
        and s."passBefore" / s.before - s.pass / s.now >= ${FALL_MIN}
        and s.now - s.pass >= ${FALL_MESSAGES_MIN}
      order by fail desc, 1, 2 limit ${SHOWN_OF_A_KIND}`,
  )
  return rows.map((row) => ({ kind: 'source-fell', ...row, from, to }))
}

/** Sources that nobody reported before this week, with the most messages. */
async function listNewSources(tenant: Tenant, filter: Filter): Promise<Attention[]> {
  const { organizationId } = tenant
  const { from, to } = filter
  const rows = await prismaOf(tenant).$queryRaw<
    { source: string; firstSeen: string; messages: number; pass: number }[]
  >(
    Prisma.sql`with sums as (
        select d."sourceIp", min(d.day) as first, sum(d.messages)::float8 as messages,
          coalesce(sum(d.messages) filter (where d.verdict = 'pass'), 0)::float8 as pass
        from daily_source d where ${countedConditions(organizationId, filter)} and d."sourceIp" is not null group by 1)
      select host(s."sourceIp") as source, to_char(s.first, 'YYYY-MM-DD') as "firstSeen", s.messages, s.pass
      from sums s
      where s.messages >= ${MESSAGES_MIN} and not exists (select 1 from daily_source x
        where x."organizationId" = ${organizationId}::uuid and x."sourceIp" = s."sourceIp" and x.day < ${from}::date)
        and exists (select 1 from daily_total t where t."organizationId" = ${organizationId}::uuid and t.day < ${from}::date)
      order by s.messages desc, 1 limit ${SHOWN_OF_A_KIND}`,
  )
  return rows.map((row) => ({ kind: 'new-source', ...row, from, to }))
}

/** Receivers that stopped; when nobody reports any more, it is not they who stopped. */
function silences(habits: ReceiverHabit[], today: string): Attention[] {
  const lastDay = habits.at(-1)?.lastDay
  if (lastDay === undefined) return []
  const allSilent = daysBetween(lastDay, today)
  if (allSilent > ALL_SILENT) return [{ kind: 'all-silent', lastDay, silentDays: allSilent }]
  const silent = habits.flatMap((receiver) => {
    const days = silentDays(receiver, today)
    return days > 0 ? [{ kind: 'receiver-silent' as const, receiver, silentDays: days }] : []
  })
  return silent.toSorted((a, b) => b.receiver.days - a.receiver.days).slice(0, SHOWN_OF_A_KIND)
}
