import { filterHref } from '#components/layout/filter-href.ts'
import { Figures } from '#components/ui/figures.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'

type Props = { receiver: ReceiverRow; silentDays: number; filter: Filter }

/** The totals of a receiver in the window, and when it spoke last. */
export function ReceiverFacts({ receiver, silentDays, filter }: Props) {
  const open = (path: string, count: number, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref(path, filter, changes)}>{formatCount(count)}</NumberLink>
  )
  return (
    <Figures
      figures={[
        { label: 'Messages', value: open('/records', receiver.messages) },
        { label: 'Pass DMARC', value: filter.verdict === null ? formatPercent(receiver.passRate) : '–' },
        {
          label: 'Failing messages',
          value: open('/records', receiver.fail, { verdict: 'fail' }),
          tone: receiver.fail > 0 ? 'fail' : undefined,
        },
        { label: 'Quarantine', value: open('/records', receiver.quarantine, { disposition: 'quarantine' }) },
        { label: 'Reject', value: open('/records', receiver.reject, { disposition: 'reject' }) },
        {
          label: 'Reports',
          value: open('/reports', receiver.reports),
          note: (
            <>
              last <Instant iso={receiver.lastReportAt} />
              {silentDays > 0 && `, silent for ${formatCounted(silentDays, 'day')}`}
            </>
          ),
        },
      ]}
    />
  )
}
