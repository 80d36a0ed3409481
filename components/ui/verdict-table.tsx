import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { BarUnit } from '#lib/format/verdict-bars.ts'

import { type Column, DataTable } from './data-table.tsx'
import { NumberLink } from './number-link.tsx'
import type { OpenBar } from './open-bars.ts'

import classes from './verdict-by-day.module.css'

const HEADINGS = { day: 'Day', week: 'Week', month: 'Month' } as const

/** The numbers of the chart, newest first. */
export function VerdictTable({ bars, unit }: { bars: OpenBar[]; unit: BarUnit }) {
  const number = (bar: OpenBar, value: number | null) => {
    if (value === null) return bar.incomplete ? 'not yet' : 'no reports'
    return formatCount(value)
  }
  const columns: Column<OpenBar>[] = [
    { heading: HEADINGS[unit], cell: (bar) => bar.title, phone: 'title' },
    { heading: 'Pass', numeric: true, cell: (bar) => number(bar, bar.pass) },
    { heading: 'Fail', numeric: true, cell: (bar) => number(bar, bar.fail) },
    {
      heading: 'Passes',
      numeric: true,
      phone: 'aside',
      cell: (bar) => formatPercent(shareOf(bar.pass ?? 0, (bar.pass ?? 0) + (bar.fail ?? 0))),
    },
    {
      heading: 'Reports',
      numeric: true,
      cell: (bar) => (bar.reports ? <NumberLink href={bar.href}>{formatCount(bar.reports)}</NumberLink> : '0'),
    },
    { heading: 'Note', cell: noteOf },
  ]
  return (
    <div className={classes.table}>
      <DataTable
        caption={`Messages that pass and fail, by ${unit}`}
        columns={columns}
        rows={bars.toReversed()}
        rowKey={(bar) => bar.from}
      />
    </div>
  )
}

function noteOf(bar: OpenBar): string {
  const notes = [bar.incomplete && 'may not be complete', bar.estimated && 'estimated']
  return notes.filter(Boolean).join(', ')
}
