import { addDays, dayOfInstant, daysBetween } from '../filter.ts'

/** More arithmetic on UTC days, which are `YYYY-MM-DD` and therefore sort as text. */

/** Days from one to the other, both included. */
export function countDays(from: string, to: string): number {
  return daysBetween(from, to) + 1
}

/** The same day a year before; 29 February becomes 1 March. */
export function yearBefore(day: string): string {
  const date = new Date(Date.parse(day))
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  return dayOfInstant(date)
}

/** The Monday of the week in which the day falls. */
export function mondayOf(day: string): string {
  const weekday = (new Date(Date.parse(day)).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}
