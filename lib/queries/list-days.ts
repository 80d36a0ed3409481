import { Prisma } from '#generated/prisma/client.ts'

import { prismaOf } from '../db/prisma.ts'
import type { Tenant } from '../db/tenant.ts'
import { type Filter, reportsOnly } from '../filter.ts'
import { counted, countedConditions, reportConditions } from './conditions.ts'
import type { Day } from './rows.ts'

/** What the messages of a day are split by. */
export type SeriesBy = 'verdict' | 'disposition' | 'receiver'

const SERIES: Record<SeriesBy, Prisma.Sql> = {
  verdict: Prisma.sql`d.verdict::text`,
  disposition: Prisma.sql`coalesce(d.disposition::text, 'unstated')`,
  receiver: Prisma.sql`d."receiverId"`,
}

/**
 * The days of a window that have a report, oldest first. A day without any report is missing; a day whose reports hold no
 * message that the filter asks for is there with zeros.
 */
export async function listDays(tenant: Tenant, filter: Filter, by: SeriesBy): Promise<Day[]> {
  const { organizationId } = tenant
  const [sums, reported] = await Promise.all([
    prismaOf(tenant).$queryRaw<
      { day: string; key: string; verdict: 'pass' | 'fail'; messages: number; estimated: boolean }[]
    >(
      Prisma.sql`select to_char(d.day, 'YYYY-MM-DD') as day, ${SERIES[by]} as key, d.verdict::text as verdict,
          sum(d.messages)::float8 as messages, sum(d."estimatedMessages") > 0 as estimated
        from ${counted(organizationId, filter)} where ${countedConditions(organizationId, filter)} group by 1, 2, 3`,
    ),
    prismaOf(tenant).$queryRaw<{ day: string; reports: number }[]>(
      Prisma.sql`select to_char(s.day, 'YYYY-MM-DD') as day, count(*)::float8 as reports
        from report p, generate_series(greatest(p."firstDay", ${filter.from}::date),
          least(p."lastDay", ${filter.to}::date), interval '1 day') as s(day)
        where ${reportConditions(organizationId, reportsOnly(filter))} group by 1`,
    ),
  ])
  const days = new Map<string, Day>()
  const dayOf = (day: string): Day => {
    const found = days.get(day) ?? { day, messages: 0, pass: 0, fail: 0, reports: 0, estimated: false, series: {} }
    days.set(day, found)
    return found
  }
  for (const { day, reports } of reported) dayOf(day).reports = reports
  for (const { day: name, key, verdict, messages, estimated } of sums) {
    const day = dayOf(name)
    day.messages += messages
    day[verdict] += messages
    day.estimated ||= estimated
    day.series[key] = (day.series[key] ?? 0) + messages
  }
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
