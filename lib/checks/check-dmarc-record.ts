import type { Check } from './check.ts'
import type { FoundRecord } from './find-dmarc-record.ts'
import { proposeRecord } from './propose-record.ts'
import { type DmarcRecord, isUsed } from './read-dmarc-record.ts'
import { unanswered } from './unanswered.ts'

/**
 * Whether there is a DMARC record that receivers act on.
 * @param address what reports may be sent to, for a record to publish; null without one.
 */
export function checkDmarcRecord({ domain, at, found }: FoundRecord, address: string | null): Check {
  const id = 'dmarc-record'
  const propose = (record: DmarcRecord | null): Pick<Check, 'record'> =>
    address === null ? {} : { record: proposeRecord(at, record, { address }) }
  switch (found.kind) {
    case 'failed':
    case 'off':
      return unanswered(id, found)
    case 'none':
      return {
        id,
        state: 'bad',
        sentence: `${domain} has no DMARC record, so nobody is asked for reports.`,
        ...(found.ignored.length > 0 && {
          detail: `What stands at _dmarc.${domain} does not begin with v=DMARC1 and a semicolon: ${listed(found.ignored)}`,
        }),
        ...propose(null),
      }
    case 'several':
      return {
        id,
        state: 'bad',
        sentence: `${at} has ${found.records.length} DMARC records, and receivers use none of several: leave one.`,
        detail: listed(found.records.map(({ text }) => text)),
      }
    case 'one':
      return judge({ domain, at, record: found.record }, propose(found.record))
  }
}

function judge(
  { domain, at, record }: { domain: string; at: string; record: DmarcRecord },
  proposal: Pick<Check, 'record'>,
): Check {
  const id = 'dmarc-record'
  const whose = at === domain ? `${domain} has a DMARC record` : `${domain} has the DMARC record of ${at}`
  const problems = record.problems.join(' ')
  if (!isUsed(record))
    return { id, state: 'bad', sentence: `${whose} that receivers ignore.`, detail: problems, ...proposal }
  if (problems) return { id, state: 'warning', sentence: `${whose} with mistakes in it.`, detail: problems }
  return { id, state: 'good', sentence: `${whose}, which asks for ${record.policy}.`, detail: record.text }
}

const LISTED_MAX = 200

function listed(texts: string[]): string {
  return texts.map((text) => `“${text.slice(0, LISTED_MAX)}”`).join(', ')
}
