import type { Series } from '#components/charts/palette.ts'
import type { OpenBar } from '#components/time/open-bars.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import { type BarUnit, totalOf } from '#lib/format/time-bars.ts'

const HEADINGS = { day: 'Day', week: 'Week', month: 'Month' } as const

type Props = { caption: string; bars: OpenBar[]; series: Series[]; unit: BarUnit }

/** The numbers of the chart, newest first. */
export function AnswersTable({ caption, bars, series, unit }: Props) {
  const columns: Column<OpenBar>[] = [
    { heading: HEADINGS[unit], cell: (bar) => bar.title, phone: 'title' },
    {
      heading: 'All',
      numeric: true,
      phone: 'aside',
      cell: (bar) =>
        bar.series === null ? (
          'nothing handed in'
        ) : (
          <NumberLink href={bar.href}>{formatCount(totalOf(bar.series))}</NumberLink>
        ),
    },
    ...series.map(({ key, label }) => ({
      heading: label,
      numeric: true,
      cell: (bar: OpenBar) => (bar.series === null ? '–' : formatCount(bar.series[key] ?? 0)),
    })),
    { heading: 'Note', cell: (bar) => bar.incomplete && 'may not be complete' },
  ]
  return <DataTable caption={caption} columns={columns} rows={bars.toReversed()} rowKey={(bar) => bar.from} />
}
