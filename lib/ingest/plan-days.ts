import { type SpreadDay, dayOf, spreadDays } from '../dmarc/days.ts'
import type { ReadReport } from '../dmarc/read-report.ts'
import type { Warning } from '../dmarc/report.ts'
import type { Limits } from '../unpack/limits.ts'

/** On which days the records of a report are counted: all on `day`, or spread over `days`. */
export type DayPlan = { day: string; days: SpreadDay[] | null; firstDay: string; lastDay: string; warnings: Warning[] }

/** How far the clocks of reporters may run ahead of ours. */
const AHEAD_SECONDS_MAX = 2 * 86_400

/** @param size bytes of the document. */
export function planDays(
  { header: { begin, end: writtenEnd }, recordCount }: ReadReport,
  { size, limits, now }: { size: number; limits: Limits; now: Date },
): DayPlan {
  // Whatever end a reporter wrote, no message was counted in the future.
  const end = Math.max(begin, Math.min(writtenEnd, Math.floor(now.getTime() / 1000) + AHEAD_SECONDS_MAX))
  const day = dayOf(begin, end)
  const days = spreadDays(begin, end)
  if (!days) return { day, days: null, firstDay: day, lastDay: day, warnings: [] }

  // Each day's row carries the whole record, so that a small report of many days could fill the disk.
  if (recordCount * days.length > limits.recordsMax || size * days.length > limits.unpackedBytesMax) {
    const message = 'The report covers many days and has very many records, so all of it is counted on its middle day.'
    return { day, days: null, firstDay: day, lastDay: day, warnings: [{ code: 'not-spread', message }] }
  }
  const message = `The report covers more than 36 hours; its messages are spread over ${days.length} days by estimate.`
  const [firstDay, lastDay] = [days[0]!.day, days.at(-1)!.day]
  return { day, days, firstDay, lastDay, warnings: [{ code: 'estimated-days', message }] }
}
