const DAY = 86_400
/**
 * Records of a longer report are spread over its days. A day and a half holds every daily report, whatever its time
 * zone.
 */
const ONE_DAY_SECONDS_MAX = 36 * 3600
const DAYS_MAX = 92

/** A UTC day, `YYYY-MM-DD`, and the seconds of the report that fall into it. */
export type SpreadDay = { day: string; weight: number }

/** The UTC day (`YYYY-MM-DD`) in which the middle of an interval falls. Instants are seconds since 1970. */
export function dayOf(begin: number, end: number): string {
  return dayText(Math.floor(middle(begin, end) / DAY))
}

/**
 * The UTC days of an interval longer than 36 hours, in order; null for a shorter one, whose records all belong to
 * `dayOf`. Of more than 92 days, the 92 around the middle.
 */
export function spreadDays(begin: number, end: number): SpreadDay[] | null {
  if (end - begin <= ONE_DAY_SECONDS_MAX) return null
  let first = Math.floor(begin / DAY)
  let last = Math.ceil(end / DAY) - 1
  if (last - first + 1 > DAYS_MAX) {
    first = Math.floor(middle(begin, end) / DAY) - DAYS_MAX / 2
    last = first + DAYS_MAX - 1
  }
  const days: SpreadDay[] = []
  for (let day = first; day <= last; day += 1)
    days.push({ day: dayText(day), weight: Math.min(end, (day + 1) * DAY) - Math.max(begin, day * DAY) })
  return days
}

/**
 * Shares a record's messages out over days by weight (largest remainder), so that the pieces add up exactly. Equal
 * remainders are served in turn by `ordinal`, lest the many records of one message all fall on one day. Days without
 * messages are left out; a record of 0 messages keeps one piece, on the middle day.
 */
export function spreadCount(
  count: number,
  days: readonly SpreadDay[],
  ordinal: number,
): { day: string; count: number }[] {
  const total = days.reduce((sum, { weight }) => sum + weight, 0)
  if (count === 0) return [{ day: middleOf(days, total), count: 0 }]
  const shares = days.map(({ day, weight }, index) => ({ day, index, ...share(count, weight, total) }))
  const missing = count - shares.reduce((sum, { whole }) => sum + whole, 0)
  const turn = ordinal % days.length
  const rank = (index: number): number => (index - turn + days.length) % days.length
  const byRemainder = shares.toSorted((a, b) => b.rest - a.rest || rank(a.index) - rank(b.index))
  for (const piece of byRemainder.slice(0, missing)) piece.whole += 1
  return shares.filter(({ whole }) => whole > 0).map(({ day, whole }) => ({ day, count: whole }))
}

/**
 * count * weight / total as whole and rest, exactly; a count of 10^15 messages times seconds needs more than a double.
 */
function share(count: number, weight: number, total: number): { whole: number; rest: number } {
  if (count <= Number.MAX_SAFE_INTEGER / total) {
    const rest = (count * weight) % total
    return { whole: (count * weight - rest) / total, rest }
  }
  const product = BigInt(count) * BigInt(weight)
  return { whole: Number(product / BigInt(total)), rest: Number(product % BigInt(total)) }
}

function middleOf(days: readonly SpreadDay[], total: number): string {
  let before = 0
  for (const { day, weight } of days) {
    before += weight
    if (before * 2 > total) return day
  }
  return days.at(-1)?.day ?? ''
}

function middle(begin: number, end: number): number {
  return begin + (end - begin) / 2
}

function dayText(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10)
}
