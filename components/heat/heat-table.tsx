import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import type { SourceTime, TimeSlot } from '#lib/format/source-times.ts'

type Cell = { row: number; column: number; messages: number; fail: number }
type Props = { slots: TimeSlot[]; times: SourceTime[]; hrefOf: (row: number, column: number) => string }

/** The numbers of the heat map, a line for each cell that has any. */
export function HeatTable({ slots, times, hrefOf }: Props) {
  const rows = times.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column): Cell[] => (cell ? [{ row, column, ...cell }] : [])),
  )
  const columns: Column<Cell>[] = [
    { heading: 'Source', phone: 'title', cell: ({ row }) => times[row]!.ip ?? 'not readable' },
    { heading: 'Days', short: true, cell: ({ column }) => slots[column]!.title },
    {
      heading: 'Messages',
      numeric: true,
      phone: 'aside',
      cell: ({ row, column, messages }) => <NumberLink href={hrefOf(row, column)}>{formatCount(messages)}</NumberLink>,
    },
    { heading: 'Failing', numeric: true, cell: ({ fail }) => formatCount(fail) },
  ]
  return (
    <DataTable
      caption="Messages of each source by day"
      columns={columns}
      rows={rows}
      rowKey={({ row, column }) => `${row} ${column}`}
    />
  )
}
