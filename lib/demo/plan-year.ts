import { chanceOf } from './chance.ts'
import { DAY_SECONDS, dayBefore, startOf, weekdayOf } from './day.ts'
import { DOMAIN_NAMES, type DomainName } from './domains.ts'
import { REPORTERS, type Reporter } from './reporters.ts'
import type { Day } from './sender.ts'

export const YEAR_DAYS = 365
const SUNDAY = 6

/** A report to be written. Instants are seconds since 1970. */
export type PlannedReport = {
  reporter: Reporter
  domain: DomainName
  days: Day[]
  reportId: string
  begin: number
  end: number
  arrives: number
}

/**
 * The reports of the year that ends with `lastDay` (`YYYY-MM-DD`, UTC), in the order in which they arrive; what is not here by the
 * end of the day after `lastDay` is left out, since it is still on its way.
 */
export function planYear(lastDay: string): PlannedReport[] {
  const plans = REPORTERS.flatMap((reporter) =>
    listPeriods(reporter, lastDay).flatMap((days) =>
      DOMAIN_NAMES.map((domain) => plan(reporter, domain, days, lastDay)),
    ),
  )
  const until = startOf(lastDay, -2)
  // Of two that arrive in the same second the order is that of the lists above.
  return plans.filter(({ arrives }) => arrives < until).toSorted((a, b) => a.arrives - b.arrives)
}

function listPeriods({ weeklyUntilAgo, silentFromAgo }: Reporter, lastDay: string): Day[][] {
  const periods: Day[][] = []
  let period: Day[] = []
  for (let ago = YEAR_DAYS - 1; ago > (silentFromAgo ?? -1); ago--) {
    const weekday = weekdayOf(dayBefore(lastDay, ago))
    period.push({ ago, weekday })
    if (weeklyUntilAgo !== null && ago > weeklyUntilAgo && weekday !== SUNDAY) continue
    periods.push(period)
    period = []
  }
  return periods
}

function plan(reporter: Reporter, domain: DomainName, days: Day[], lastDay: string): PlannedReport {
  const begin = startOf(lastDay, days[0]!.ago) - reporter.offsetHours * 3600
  const end = begin + days.length * DAY_SECONDS - (reporter.endsAt === 'midnight' ? 0 : 1)
  const [least, most] = reporter.delayHours
  const delay = chanceOf('delay', reporter.host, domain, days[0]!.ago).int(least * 3600, most * 3600)
  const reportId = reporter.reportId(chanceOf('id', reporter.host, domain, begin))
  return { reporter, domain, days, reportId, begin, end, arrives: end + delay }
}
