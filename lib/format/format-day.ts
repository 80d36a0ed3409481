import { countDays } from './days.ts'

/** Made by hand rather than by Intl, whose month names differ between versions and would differ between server and browser. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2026-11-24` becomes `24 Nov 2026`; a dash where there is no day. */
export function formatDay(day: string | null): string {
  return day === null ? '–' : `${formatShortDay(day)} ${day.slice(0, 4)}`
}

/** `24 Nov`, for axes and rows whose year is plain from what stands beside them. */
export function formatShortDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthOf(day)}`
}

/** `Nov 2026`. */
export function formatMonth(day: string): string {
  return `${monthOf(day)} ${day.slice(0, 4)}`
}

/** `1–30 Nov 2026`, `20 Oct – 3 Nov 2026`, with the year on both sides only where it differs. */
export function formatDayRange(from: string, to: string): string {
  if (from === to) return formatDay(from)
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${formatDay(to)}`
  if (from.slice(0, 4) === to.slice(0, 4)) return `${formatShortDay(from)} – ${formatDay(to)}`
  return `${formatDay(from)} – ${formatDay(to)}`
}

/** `30 days`, `1 day`. */
export function formatDayCount(from: string, to: string): string {
  const days = countDays(from, to)
  return days === 1 ? '1 day' : `${days} days`
}

/** An ISO 8601 instant as `24 Nov 2026, 01:56 UTC`; a dash where there is none. */
export function formatInstant(iso: string | null): string {
  if (iso === null) return '–'
  const utc = new Date(iso).toISOString()
  return `${formatDay(utc.slice(0, 10))}, ${utc.slice(11, 16)} UTC`
}

/** The same in the zone of the reader's system: `24 Nov 2026, 02:56`, which says UTC only where that is the zone. */
export function formatLocalInstant(iso: string): string {
  const date = new Date(iso)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const zone = date.getTimezoneOffset() === 0 ? ' UTC' : ''
  return `${formatDay(day)}, ${two(date.getHours())}:${two(date.getMinutes())}${zone}`
}

/** The UTC days that an interval of instants covers; an end on midnight belongs to the day before. */
export function formatReportDays(begin: string, end: string): string {
  const last = new Date(Math.max(Date.parse(begin), Date.parse(end) - 1))
  return formatDayRange(begin.slice(0, 10), last.toISOString().slice(0, 10))
}

function monthOf(day: string): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7)
}
