import type { Series } from '#components/charts/palette.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import { type BarUnit, totalOf } from '#lib/format/time-bars.ts'

import type { OpenBar } from './open-bars.ts'

const HEADINGS = { day: 'Day', week: 'Week', month: 'Month' } as const

/** The numbers of the chart, newest first. */
export function SeriesTable({ bars, series, unit }: { bars: OpenBar[]; series: Series[]; unit: BarUnit }) {
  const isVerdict = series.some(({ key }) => key === 'fail')
  const columns: Column<OpenBar>[] = [
    { heading: HEADINGS[unit], cell: (bar) => bar.title, phone: 'title' },
    {
      heading: 'Messages',
      numeric: true,
      phone: 'aside',
      cell: (bar) =>
        bar.series === null ? (
          missing(bar)
        ) : (
          <NumberLink href={bar.href}>{formatCount(totalOf(bar.series))}</NumberLink>
        ),
    },
    ...series.map(({ key, label }) => ({
      heading: label,
      numeric: true,
      cell: (bar: OpenBar) => (bar.series === null ? '–' : formatCount(bar.series[key] ?? 0)),
    })),
    {
      heading: 'Passes',
      numeric: true,
      hidden: !isVerdict,
      cell: ({ series: messages }) => formatPercent(messages && shareOf(messages.pass ?? 0, totalOf(messages))),
    },
    {
      heading: 'Days before',
      numeric: true,
      hidden: bars.every(({ before }) => before === null),
      cell: ({ before }) => (before === null ? '–' : formatCount(before)),
    },
    { heading: 'Reports', numeric: true, cell: (bar) => formatCount(bar.reports) },
    { heading: 'Note', cell: noteOf },
  ]
  return (
    <DataTable caption={`Messages by ${unit}`} columns={columns} rows={bars.toReversed()} rowKey={(bar) => bar.from} />
  )
}

function missing(bar: OpenBar): string {
  return bar.incomplete ? 'not yet' : 'no reports'
}

function noteOf(bar: OpenBar): string {
  const notes = [bar.incomplete && 'may not be complete', bar.estimated && 'estimated']
  return notes.filter(Boolean).join(', ')
}
