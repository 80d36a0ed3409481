import type { BarDay } from './time-bars.ts'
import { topSeries } from './top-series.ts'

/** Messages of a day that a receiver refused, by what names the refusal, put off, and took. */
type AnsweredDay = { day: string; refused: Record<string, number>; deferred: number; accepted: number }

/** Stands for what was put off among the names of refusals, of which none is written so. */
export const DEFERRED = 'deferred messages'

/**
 * Refusals by name, the rarest gathered, with what was put off beside them. A day of which something was handed in and that has neither
 * is a zero; every other day is missing. The keys are those of refusals, the most frequent first.
 */
export function refusalDays(days: AnsweredDay[], namesMax: number): { days: BarDay[]; keys: string[] } {
  const refused = days.map(({ day, refused: series }) => ({ day, reports: 0, estimated: false, series }))
  const top = topSeries(refused, namesMax)
  return {
    days: top.days.map((day, index) => ({ ...day, series: { ...day.series, ...deferredOf(days[index]!) } })),
    keys: top.keys,
  }
}

/** What became of mail to the receiver: taken, put off, refused. */
export function answeredDays(days: AnsweredDay[]): BarDay[] {
  return days.map((day) => ({
    day: day.day,
    reports: 0,
    estimated: false,
    series: {
      accepted: day.accepted,
      deferred: day.deferred,
      refused: Object.values(day.refused).reduce((sum, count) => sum + count, 0),
    },
  }))
}

function deferredOf({ deferred }: AnsweredDay): Record<string, number> {
  return deferred > 0 ? { [DEFERRED]: deferred } : {}
}
