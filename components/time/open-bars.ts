import { filterHref } from '#components/layout/filter-href.ts'
import { type Filter, daysBetween } from '#lib/filter.ts'
import { type BarDay, type BarUnit, type TimeBar, compareBars, timeBars } from '#lib/format/time-bars.ts'

/** A column with the address of the records behind it. */
export type OpenBar = TimeBar & { href: string }

type Days = {
  days: BarDay[]
  /** Of the window before, when it is compared. */
  before: BarDay[] | null
  filter: Filter
  today: string
}

/** The columns of the chart, each with the way to the records behind it. */
export function openBars({ days, before, filter, today }: Days): { unit: BarUnit; bars: OpenBar[] } {
  const { unit, bars } = timeBars(days, filter, today)
  if (before) compareBars(bars, before, daysBetween(filter.from, filter.to) + 1)
  return {
    unit,
    bars: bars.map((bar) => ({
      ...bar,
      href: filterHref('/records', filter, { from: bar.from, to: bar.to, compare: null }),
    })),
  }
}
