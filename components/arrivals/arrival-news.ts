import type { Check } from '#lib/checks/check.ts'
import { formatAge } from '#lib/format/format-age.ts'
import type { Arrivals } from '#lib/queries/get-arrivals.ts'

const DAY_MS = 86_400_000
/** A report of a day comes on the next one; three days without any are more than that, and than a holiday. */
const USUAL_MS = 3 * DAY_MS

const BY: Partial<Record<string, string>> = {
  upload: ' by upload',
  api: ' by the API',
  smtp: ' by mail',
  imap: ' from a mailbox',
  cli: ' by the command line',
}

/** Whether reports arrive, as far as what is stored tells. */
export function arrivalNews({ domain, lastReportAt, lastReportVia }: Arrivals, now: Date): string {
  if (lastReportAt === null) return `No report for ${domain} has come yet.`
  const last = `${formatAge(lastReportAt, now)}${BY[lastReportVia ?? ''] ?? ''}`
  const isUsual = now.getTime() - Date.parse(lastReportAt) < USUAL_MS
  return isUsual
    ? `Reports for ${domain} arrive: the last one came ${last}.`
    : `The last report for ${domain} came ${last}.`
}

/** What is to be done about it first, or that nothing is. */
export function firstCause(checks: Check[]): string {
  const first = checks.find(({ state }) => state === 'bad') ?? checks.find(({ state }) => state === 'warning')
  if (first) return first.sentence
  if (checks.some(({ id, state }) => id === 'dmarc-record' && state === 'unknown'))
    return 'What is missing cannot be told without an answer of DNS.'
  if (checks.every(({ state }) => state === 'good'))
    return 'Nothing is missing for reports to come by mail; the first ones come a day or two after a record is published.'
  return 'Nothing is missing as far as it can be told from here.'
}
