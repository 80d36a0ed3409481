/** Days are `YYYY-MM-DD`, UTC; instants are seconds since 1970. Stories count backwards: `ago` is days before the last day. */

export const DAY_SECONDS = 86_400

export function dayBefore(lastDay: string, ago: number): string {
  return new Date(startOf(lastDay, ago) * 1000).toISOString().slice(0, 10)
}

/** The first second of the day `ago` days before `lastDay`. */
export function startOf(lastDay: string, ago: number): number {
  return Date.parse(`${lastDay}T00:00:00Z`) / 1000 - ago * DAY_SECONDS
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}
