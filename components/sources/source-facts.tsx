import { filterHref } from '#components/layout/filter-href.ts'
import { CloudMark } from '#components/ui/cloud-mark.tsx'
import { Figures } from '#components/ui/figures.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { SourceRow, Summary } from '#lib/queries/rows.ts'

import classes from './source-facts.module.css'

/** Who it is, and its totals in the window. */
export function SourceFacts({ source, summary, filter }: { source: SourceRow; summary: Summary; filter: Filter }) {
  const records = (count: number, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref('/records', filter, changes)}>{formatCount(count)}</NumberLink>
  )
  return (
    <>
      <p className={classes.who}>
        {whoIs(source)} {recognizedAs(summary)}
      </p>
      <Figures
        figures={[
          { label: 'Messages', value: records(source.messages) },
          { label: 'Pass DMARC', value: filter.verdict === null ? formatPercent(source.passRate) : '–' },
          {
            label: 'Failing messages',
            value: records(source.fail, { verdict: 'fail' }),
            tone: source.fail > 0 ? 'fail' : undefined,
          },
          { label: 'SPF aligned', value: formatPercent(shareOf(source.spfAligned, source.messages)) },
          { label: 'DKIM aligned', value: formatPercent(shareOf(source.dkimAligned, source.messages)) },
        ]}
      />
    </>
  )
}

function whoIs(source: SourceRow) {
  if (source.ip === null)
    return 'These records name no address that can be read. Their messages count; what stood there is shown with each report.'
  const seen = `Seen from ${formatDay(source.firstSeen)} to ${formatDay(source.lastSeen)}, in all reports.`
  if (!source.appleNetwork) return seen
  const { network, evidence, isIcloudMail } = source.appleNetwork
  return (
    <>
      {isIcloudMail && <CloudMark />} {isIcloudMail ? 'iCloud mail' : 'Apple'}: {network} is {evidence}. {seen}
    </>
  )
}

/** Whether its mail counts as one's own: for each domain, from the day on which it first passed. */
function recognizedAs({ messages, unrecognized }: Summary): string {
  if (unrecognized === 0) return 'It has passed DMARC for the domains it writes as, so its mail counts as your own.'
  if (unrecognized === messages) return 'It never passed DMARC for the domains it writes as: not recognized.'
  return 'It has passed DMARC for some of the domains it writes as; for the others it is not recognized.'
}
