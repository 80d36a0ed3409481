import { filterHref } from '#components/layout/filter-href.ts'
import type { Filter } from '#lib/filter.ts'
import { type BarDay, type BarUnit, type VerdictBar, verdictBars } from '#lib/format/verdict-bars.ts'

/** A column with the address of the reports behind it. */
export type OpenBar = VerdictBar & { href: string }

/** The columns of the chart, each with the way to the reports behind it. */
export function openBars(days: BarDay[], filter: Filter, today: string): { unit: BarUnit; bars: OpenBar[] } {
  const { unit, bars } = verdictBars(days, filter, today)
  return {
    unit,
    bars: bars.map((bar) => ({ ...bar, href: filterHref('/reports', filter, { from: bar.from, to: bar.to }) })),
  }
}
