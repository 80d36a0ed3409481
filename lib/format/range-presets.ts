import { FIRST_DAY, addDays } from '../filter.ts'
import { yearBefore } from './days.ts'

export type RangePreset = { label: string; from: string; to: string }

/** Beyond today: a reporter in another zone, or one whose clock is ahead, may be two days on. */
const DAYS_AHEAD = 2

/** All time, as far as days are known. */
export function allTime(today: string): { from: string; to: string } {
  return { from: FIRST_DAY, to: addDays(today, DAYS_AHEAD) }
}

/** Whether a window leaves no day out, but for those that are still to come. */
export function isAllTime(window: { from: string; to: string }, today: string): boolean {
  return window.from <= FIRST_DAY && window.to >= today
}

/** The windows offered beside the filter; each ends today and counts it, and all time goes beyond. */
export function rangePresets(today: string): RangePreset[] {
  return [
    { label: '7 days', from: addDays(today, -6), to: today },
    { label: '30 days', from: addDays(today, -29), to: today },
    { label: '90 days', from: addDays(today, -89), to: today },
    { label: '12 months', from: addDays(yearBefore(today), 1), to: today },
    { label: 'All time', ...allTime(today) },
  ]
}
