import { receiverHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import type { Arrivals } from '#lib/queries/get-arrivals.ts'

type Silent = Arrivals['silent'][number]

/** Receivers that reported by habit and stopped. */
export function SilentReceivers({ silent, filter }: { silent: Silent[]; filter: Filter }) {
  if (silent.length === 0) return <Quiet>Nobody who reported regularly has stopped.</Quiet>
  const columns: Column<Silent>[] = [
    {
      heading: 'Receiver',
      phone: 'title',
      cell: ({ id, name }) => <NumberLink href={receiverHref(id, filter)}>{name}</NumberLink>,
    },
    { heading: 'Last day', numeric: true, cell: ({ lastDay }) => formatDay(lastDay) },
    {
      heading: 'Silent for',
      numeric: true,
      phone: 'aside',
      cell: ({ silentDays }) => formatCounted(silentDays, 'day'),
    },
    { heading: 'Before that', numeric: true, cell: ({ days }) => `on ${days} of 28 days` },
  ]
  return <DataTable caption="Receivers that fell silent" columns={columns} rows={silent} rowKey={({ id }) => id} />
}
