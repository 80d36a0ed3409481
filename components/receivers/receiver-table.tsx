import type { ReactNode } from 'react'

import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { ShareBar } from '#components/ui/rate-bar.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCountChange } from '#lib/format/format-change.ts'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'
import { isApples } from '#lib/receivers/apple-receivers.ts'

import { ReceiverLabel } from './receiver-label.tsx'
import { sumShared } from './sum-shared.ts'

type Props = {
  receivers: ReceiverRow[]
  /** Days that receivers are silent for, by id; those that are not are not there. */
  silent: Record<string, number>
  /** Messages in the days before, by id; null where nothing is compared. */
  before: Record<string, number> | null
  filter: Filter
}

/** Every receiver with reports in the window, and iCloud, which is a blind spot rather than a zero. */
export function ReceiverTable({ receivers, silent, before, filter }: Props) {
  return (
    <DataTable
      caption="Receivers, with their reports, messages and results"
      columns={columnsFor({ total: sumShared(receivers), silent, before, filter })}
      rows={receivers}
      rowKey={(receiver) => receiver.id}
    />
  )
}

function columnsFor({
  total,
  silent,
  before,
  filter,
}: Omit<Props, 'receivers'> & { total: number }): Column<ReceiverRow>[] {
  const open = (path: string, { id }: ReceiverRow, count: number, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref(path, filter, { receiver: id, ...changes })}>{formatCount(count)}</NumberLink>
  )
  /** Nothing is put where a silent receiver would have a number. */
  const spoken = (receiver: ReceiverRow, cell: ReactNode) =>
    receiver.messages > 0 || receiver.reports > 0 ? cell : '–'
  return [
    { heading: 'Receiver', phone: 'title', cell: (receiver) => <ReceiverLabel receiver={receiver} filter={filter} /> },
    {
      heading: 'Reports',
      numeric: true,
      cell: (receiver) => spoken(receiver, open('/reports', receiver, receiver.reports)),
    },
    {
      heading: 'Messages',
      numeric: true,
      cell: (receiver) => spoken(receiver, open('/records', receiver, receiver.messages)),
    },
    {
      heading: 'Change',
      numeric: true,
      hidden: before === null,
      cell: (row) => formatCountChange(row.messages, before?.[row.id] ?? 0) ?? '–',
    },
    {
      heading: 'Share',
      numeric: true,
      cell: (receiver) =>
        isApples(receiver.id) ? '–' : spoken(receiver, <ShareBar share={shareOf(receiver.messages, total)} />),
    },
    {
      heading: 'Failing',
      numeric: true,
      cell: (receiver) => spoken(receiver, open('/records', receiver, receiver.fail, { verdict: 'fail' })),
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: (receiver) => formatPercent(receiver.passRate),
    },
    {
      heading: 'Quarantine',
      numeric: true,
      cell: (receiver) =>
        spoken(receiver, open('/records', receiver, receiver.quarantine, { disposition: 'quarantine' })),
    },
    {
      heading: 'Reject',
      numeric: true,
      cell: (receiver) => spoken(receiver, open('/records', receiver, receiver.reject, { disposition: 'reject' })),
    },
    {
      heading: 'Last report',
      numeric: true,
      cell: ({ id, lastReportAt }) => (
        <>
          <Instant iso={lastReportAt} />
          {silent[id] !== undefined && (
            <div>
              <Mark tone="quarantine">{`silent for ${formatCounted(silent[id], 'day')}`}</Mark>
            </div>
          )}
        </>
      ),
    },
  ]
}
