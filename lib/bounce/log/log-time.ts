const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const AHEAD_MS = 2 * 24 * 3_600_000
/** February 29 is in every fourth year, but for three turns of a century in four. */
const YEARS_BACK = 8

const WITHOUT_YEAR = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?![^\s:])/
const WITH_YEAR =
  /^(?:<\d{1,3}>)?(?:1 )?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d))?(?![^\s:])/

/**
 * The time at the beginning of a line, ISO 8601 in UTC, of syslog (RFC 3164, RFC 3339) and of the logs that servers write themselves. One without a
 * zone counts as UTC. One without a year is the last such time that is not more than two days ahead of `now`, which is as
 * much as clocks and zones differ.
 * @returns it with where it ends; null where there is none.
 */
export function readTime(line: string, now: Date): { at: string; end: number } | null {
  const dated = WITH_YEAR.exec(line)
  if (dated) {
    const [whole, date, time, fraction = '', zone = 'Z'] = dated
    const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
    return timeAt(Date.parse(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`), whole.length)
  }
  const undated = WITHOUT_YEAR.exec(line)
  return undated && timeAt(latest(undated, now.getTime() + AHEAD_MS), undated[0].length)
}

function timeAt(ms: number, end: number): { at: string; end: number } | null {
  return Number.isFinite(ms) ? { at: new Date(ms).toISOString(), end } : null
}

function latest([, name = '', day, hour, minute, second]: RegExpExecArray, endMs: number): number {
  const month = MONTHS.indexOf(name) / 3
  if (!Number.isInteger(month) || month < 0) return Number.NaN
  const lastYear = new Date(endMs).getUTCFullYear()
  for (let year = lastYear; year >= lastYear - YEARS_BACK; year--) {
    const ms = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second))
    if (ms <= endMs && new Date(ms).getUTCMonth() === month) return ms
  }
  return Number.NaN
}
