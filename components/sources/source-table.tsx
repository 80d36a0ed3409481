import type { ReactNode } from 'react'

import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Failing } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

import { SourceName } from './source-name.tsx'

/** One line for each address; the records without a readable one are one line together. */
export function SourceTable({ sources, filter }: { sources: SourceRow[]; filter: Filter }) {
  return (
    <DataTable
      caption="Sources with their messages and results"
      columns={columnsFor(filter)}
      rows={sources}
      rowKey={(source) => source.ip ?? 'none'}
    />
  )
}

function columnsFor(filter: Filter): Column<SourceRow>[] {
  const reports = (source: SourceRow, changes: Partial<Filter>, count: number) => (
    <NumberLink href={filterHref('/reports', filter, { source: source.ip ?? 'none', ...changes })}>
      {formatCount(count)}
    </NumberLink>
  )
  return [
    { heading: 'Source', phone: 'title', cell: (source) => <SourceName source={source} filter={filter} /> },
    { heading: 'Messages', numeric: true, cell: (source) => reports(source, {}, source.messages) },
    { heading: 'Failing', numeric: true, phone: 'aside', cell: (source) => failing(source, reports) },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      cell: (source) => formatPercent(source.passRate),
    },
    {
      heading: 'SPF aligned',
      phoneLabel: 'SPF',
      numeric: true,
      cell: (s) => formatPercent(shareOf(s.spfAligned, s.messages)),
    },
    {
      heading: 'DKIM aligned',
      phoneLabel: 'DKIM',
      numeric: true,
      cell: (s) => formatPercent(shareOf(s.dkimAligned, s.messages)),
    },
    { heading: 'First seen', numeric: true, phone: 'hidden', cell: (source) => formatDay(source.firstSeen) },
    { heading: 'Last seen', numeric: true, phone: 'hidden', cell: (source) => formatDay(source.lastSeen) },
  ]
}

type Open = (source: SourceRow, changes: Partial<Filter>, count: number) => ReactNode

function failing(source: SourceRow, open: Open) {
  return <Failing count={source.fail}>{open(source, { verdict: 'fail' }, source.fail)}</Failing>
}
