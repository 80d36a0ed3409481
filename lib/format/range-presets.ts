import { addDays } from '../filter.ts'
import { yearBefore } from './days.ts'

export type RangePreset = { label: string; from: string; to: string }

/** The first day that a filter can name; it stands for "all time". */
export const FIRST_DAY = '1970-01-02'

/** The windows offered beside the filter; each ends today and counts it. */
export function rangePresets(today: string): RangePreset[] {
  return [
    { label: '7 days', from: addDays(today, -6), to: today },
    { label: '30 days', from: addDays(today, -29), to: today },
    { label: '90 days', from: addDays(today, -89), to: today },
    { label: '12 months', from: addDays(yearBefore(today), 1), to: today },
    { label: 'All time', from: FIRST_DAY, to: today },
  ]
}
