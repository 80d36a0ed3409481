/**
 * Days with data in, columns of a chart out: missing days become columns without numbers (never a zero), long windows become
 * weeks or months, and columns that may still grow are marked. Knows nothing of drawing.
 */

import { FIRST_DAY, addDays } from '../filter.ts'
import { countDays, mondayOf } from './days.ts'
import { formatDay, formatDayRange, formatMonth, formatShortDay } from './format-day.ts'

export type BarDay = {
  day: string
  reports: number
  estimated: boolean
  /** Messages by whatever they are split by. */
  series: Record<string, number>
}

export type TimeBar = {
  from: string
  to: string
  /** Short, for the axis. */
  label: string
  /** In full, for tooltip and table. */
  title: string
  /** Messages by series, without those that have none; null where no report speaks of the days. */
  series: Record<string, number> | null
  /** Messages of as many days before the window, at the same place in it; null where nothing is compared. */
  before: number | null
  reports: number
  /** Some of it was spread over days from a longer report. */
  estimated: boolean
  /** Receivers report a day late: more may come. */
  incomplete: boolean
}

export type BarUnit = 'day' | 'week' | 'month'

const DAYS_AS_DAYS = 400
const DAYS_AS_WEEKS = 1_500
/** Today and yesterday: a day's report is sent after the day is over. */
const INCOMPLETE_DAYS = 2

/** Days must be sorted and within the window. An open start ("all time") begins with the first day that has data; the end is today, or later where there is data. */
export function timeBars(
  days: BarDay[],
  window: { from: string; to: string },
  today: string,
): { unit: BarUnit; bars: TimeBar[] } {
  const first = days[0]
  if (!first) return { unit: 'day', bars: [] }
  const start = window.from <= FIRST_DAY ? first.day : window.from
  const last = days.at(-1)!.day > today ? days.at(-1)!.day : today
  const end = window.to > last ? last : window.to
  const length = countDays(start, end)
  const unit = length <= DAYS_AS_DAYS ? 'day' : length <= DAYS_AS_WEEKS ? 'week' : 'month'
  const bars = emptyBars(start, end, unit, addDays(today, 1 - INCOMPLETE_DAYS))
  addUp(bars, days)
  return { unit, bars }
}

function emptyBars(start: string, end: string, unit: BarUnit, incompleteFrom: string): TimeBar[] {
  const bars: TimeBar[] = []
  for (let from = start; from <= end;) {
    const last = lastDayOf(from, unit)
    const to = last > end ? end : last
    bars.push({ from, to, ...nameBar(from, to, unit), ...NOTHING, incomplete: to >= incompleteFrom })
    from = addDays(to, 1)
  }
  return bars
}

const NOTHING = { series: null, before: null, reports: 0, estimated: false }

function lastDayOf(from: string, unit: BarUnit): string {
  if (unit === 'day') return from
  if (unit === 'week') return addDays(mondayOf(from), 6)
  const nextMonth = addDays(`${from.slice(0, 7)}-28`, 4)
  return addDays(`${nextMonth.slice(0, 7)}-01`, -1)
}

function nameBar(from: string, to: string, unit: BarUnit): { label: string; title: string } {
  if (unit === 'day') return { label: formatShortDay(from), title: formatDay(from) }
  if (unit === 'week') return { label: formatDay(from), title: formatDayRange(from, to) }
  return { label: formatMonth(from), title: formatDayRange(from, to) }
}

function addUp(bars: TimeBar[], days: BarDay[]): void {
  for (const [bar, day] of placed(bars, days)) {
    const series = (bar.series ??= {})
    for (const [key, messages] of Object.entries(day.series)) series[key] = (series[key] ?? 0) + messages
    bar.reports += day.reports
    bar.estimated ||= day.estimated
  }
}

/** Puts days of the window before, `shift` days later, beside the columns of this one. */
export function compareBars(bars: TimeBar[], before: BarDay[], shift: number): void {
  const shifted = before.map((day) => ({ ...day, day: addDays(day.day, shift) }))
  for (const [bar, day] of placed(bars, shifted)) bar.before = (bar.before ?? 0) + totalOf(day.series)
}

export function totalOf(series: Record<string, number>): number {
  return Object.values(series).reduce((sum, messages) => sum + messages, 0)
}

/** Each day with the column that it falls in; both are sorted. */
function* placed<Day extends { day: string }>(bars: TimeBar[], days: Day[]): Generator<[TimeBar, Day]> {
  let index = 0
  for (const day of days) {
    while (index < bars.length - 1 && day.day > bars[index]!.to) index += 1
    const bar = bars[index]
    if (bar && day.day >= bar.from && day.day <= bar.to) yield [bar, day]
  }
}
