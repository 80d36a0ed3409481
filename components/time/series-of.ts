import { PALETTE, type PaletteKey, RANKED, type Series } from '#components/charts/palette.ts'
import type { BarDay } from '#lib/format/time-bars.ts'
import { OTHERS, topSeries } from '#lib/format/top-series.ts'
import { receiverName } from '#lib/receivers/receiver-name.ts'

/** What the messages of a day can be split by. */
export const SPLITS = ['verdict', 'disposition', 'receiver'] as const
export type Split = (typeof SPLITS)[number]

const FIXED: Record<Exclude<Split, 'receiver'>, PaletteKey[]> = {
  verdict: ['pass', 'fail'],
  disposition: ['none', 'pass', 'unstated', 'quarantine', 'reject'],
}

/**
 * Days and the series that they are drawn in, from the bottom up. A verdict always has both; of dispositions only those that are there;
 * of receivers the largest ones.
 * @param names of receivers that the catalogue does not have, by id.
 */
export function seriesOf(
  split: Split,
  days: BarDay[],
  names: Record<string, string>,
): { days: BarDay[]; series: Series[] } {
  if (split === 'receiver') {
    const top = topSeries(days, RANKED.length)
    const label = (key: string): string => (key === OTHERS ? 'others' : (receiverName(key) ?? names[key] ?? key))
    const series = top.keys.map((key, index) => ({ key, palette: RANKED[index]!, label: label(key) }))
    return { days: top.days, series }
  }
  const isThere = (key: string): boolean => days.some(({ series }) => (series[key] ?? 0) > 0)
  const keys = FIXED[split].filter((key) => split === 'verdict' || isThere(key))
  return { days, series: keys.map((key) => ({ key, palette: key, label: PALETTE[key].label })) }
}
