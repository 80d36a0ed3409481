import { type BarDay, totalOf } from './time-bars.ts'

/** What remains when the largest series have their own. */
export const OTHERS = 'others'

/** The same days with the largest series only, the rest in one; and the keys of the series, largest first. */
export function topSeries<Day extends BarDay>(days: Day[], max: number): { days: Day[]; keys: string[] } {
  const totals: Record<string, number> = {}
  for (const { series } of days)
    for (const [key, messages] of Object.entries(series)) totals[key] = (totals[key] ?? 0) + messages
  const ranked = Object.keys(totals).toSorted((a, b) => totals[b]! - totals[a]! || (a < b ? -1 : 1))
  if (ranked.length <= max) return { days, keys: ranked }
  const keys = ranked.slice(0, max - 1)
  const kept = (series: Record<string, number>) => {
    const own = Object.fromEntries(keys.flatMap((key) => (series[key] === undefined ? [] : [[key, series[key]]])))
    const rest = totalOf(series) - totalOf(own)
    return rest > 0 ? { ...own, [OTHERS]: rest } : own
  }
  return { days: days.map((day) => ({ ...day, series: kept(day.series) })), keys: [...keys, OTHERS] }
}
