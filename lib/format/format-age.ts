const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long ago an instant was: `just now`, `5 min ago`, `3 h ago`, `12 days ago`. Two days are told in hours. */
export function formatAge(iso: string, now: Date): string {
  const age = now.getTime() - Date.parse(iso)
  if (age < MINUTE_MS) return 'just now'
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`
  if (age < 2 * DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`
  return `${Math.floor(age / DAY_MS)} days ago`
}
