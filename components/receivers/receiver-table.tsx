import type { ReactNode } from 'react'

import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { ShareBar } from '#components/ui/rate-bar.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatInstant } from '#lib/format/format-day.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'
import { isApples } from '#lib/receivers/apple-receivers.ts'

import { ReceiverLabel } from './receiver-label.tsx'
import { sumShared } from './sum-shared.ts'

/** Every receiver with reports in the window, and iCloud, which is a blind spot rather than a zero. */
export function ReceiverTable({ receivers, filter }: { receivers: ReceiverRow[]; filter: Filter }) {
  return (
    <DataTable
      caption="Receivers, with their reports, messages and results"
      columns={columnsFor(sumShared(receivers), filter)}
      rows={receivers}
      rowKey={(receiver) => receiver.id}
    />
  )
}

function columnsFor(total: number, filter: Filter): Column<ReceiverRow>[] {
  const open = (path: string, { id }: ReceiverRow, count: number) => (
    <NumberLink href={filterHref(path, filter, { receiver: id })}>{formatCount(count)}</NumberLink>
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
      cell: (receiver) => spoken(receiver, open('/sources', receiver, receiver.messages)),
    },
    {
      heading: 'Share',
      numeric: true,
      cell: (receiver) =>
        isApples(receiver.id) ? '–' : spoken(receiver, <ShareBar share={shareOf(receiver.messages, total)} />),
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: (receiver) => formatPercent(receiver.passRate),
    },
    { heading: 'Last report', numeric: true, cell: (receiver) => formatInstant(receiver.lastReportAt) },
  ]
}
