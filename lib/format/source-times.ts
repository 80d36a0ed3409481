import { type BarDay, timeBars, totalOf } from './time-bars.ts'

type SourceDay = { ip: string | null; day: string; messages: number; fail: number }

export type TimeSlot = { from: string; to: string; label: string; title: string }
/** Messages of one source in a slot; null where there are none. */
export type SourceTime = { ip: string | null; cells: ({ messages: number; fail: number } | null)[] }

/** The days of several sources in the slots of one window, so that they stand under one another. Days must be sorted. */
export function sourceTimes(
  ips: (string | null)[],
  days: SourceDay[],
  { window, today }: { window: { from: string; to: string }; today: string },
): { slots: TimeSlot[]; times: SourceTime[] } {
  const { bars } = timeBars(days.map(asBarDay), window, today)
  const first = bars[0]
  if (!first) return { slots: [], times: ips.map((ip) => ({ ip, cells: [] })) }
  const same = { from: first.from, to: bars.at(-1)!.to }
  const times = ips.map((ip) => {
    const own = timeBars(days.filter((day) => day.ip === ip).map(asBarDay), same, today).bars
    const series = new Map(own.map((bar) => [bar.from, bar.series]))
    const cellOf = (from: string) => {
      const sums = series.get(from)
      return sums && totalOf(sums) > 0 ? { messages: totalOf(sums), fail: sums.fail ?? 0 } : null
    }
    return { ip, cells: bars.map(({ from }) => cellOf(from)) }
  })
  return { slots: bars.map(({ from, to, label, title }) => ({ from, to, label, title })), times }
}

function asBarDay({ day, messages, fail }: SourceDay): BarDay {
  return { day, reports: 1, estimated: false, series: { pass: messages - fail, fail } }
}
