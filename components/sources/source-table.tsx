import { filterHref, pageHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Failing } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCountChange } from '#lib/format/format-change.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { SourceTime } from '#lib/format/source-times.ts'
import type { SourceOrder } from '#lib/queries/list-sources.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

import { SourceName } from './source-name.tsx'
import { SparkLine } from './spark-line.tsx'

type Props = {
  sources: SourceRow[]
  times: SourceTime[]
  /** Messages to recipients at Apple, by address, where a receiver names recipients. */
  toApple: Record<string, number>
  /** Messages in the days before, by address; null where nothing is compared. */
  before: Record<string, number> | null
  filter: Filter
  order: SourceOrder
  isReversed: boolean
  search: string | null
}

/** What comes first when a column is chosen: of rates the lowest, of everything else the most or the latest. */
const LOWEST_FIRST: SourceOrder[] = ['passRate', 'spf', 'dkim']

/** One line for each address; the records without a readable one are one line together. */
export function SourceTable(props: Props) {
  return (
    <DataTable
      caption="Sources with their messages and results"
      columns={columnsFor(props)}
      rows={props.sources}
      rowKey={(source) => source.ip ?? 'none'}
    />
  )
}

function columnsFor({ times, toApple, before, filter, order: chosen, isReversed, search }: Props): Column<SourceRow>[] {
  const records = (source: SourceRow, changes: Partial<Filter>, count: number) => (
    <NumberLink href={filterHref('/records', filter, { source: source.ip ?? 'none', ...changes })}>
      {formatCount(count)}
    </NumberLink>
  )
  const sort = (order: SourceOrder) => {
    const isChosen = order === chosen
    const reverse = isChosen && !isReversed ? 'true' : null
    const isAscending = LOWEST_FIRST.includes(order) !== isReversed
    return {
      href: pageHref('/sources', filter, { order, reverse, search }),
      direction: isChosen ? (isAscending ? ('ascending' as const) : ('descending' as const)) : null,
    }
  }
  return [
    {
      heading: 'Source',
      phone: 'title',
      cell: (source) => <SourceName source={source} toApple={toApple[source.ip ?? '']} filter={filter} />,
    },
    {
      heading: 'Messages',
      numeric: true,
      sort: sort('messages'),
      cell: (source) => records(source, {}, source.messages),
    },
    {
      heading: 'Change',
      numeric: true,
      hidden: before === null,
      cell: (row) => formatCountChange(row.messages, before?.[row.ip ?? 'none'] ?? 0) ?? '–',
    },
    {
      heading: 'Failing',
      numeric: true,
      phone: 'aside',
      sort: sort('fail'),
      cell: (source) => <Failing count={source.fail}>{records(source, { verdict: 'fail' }, source.fail)}</Failing>,
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      sort: sort('passRate'),
      cell: (source) => formatPercent(source.passRate),
    },
    {
      heading: 'SPF aligned',
      phoneLabel: 'SPF',
      numeric: true,
      sort: sort('spf'),
      cell: (s) => formatPercent(shareOf(s.spfAligned, s.messages)),
    },
    {
      heading: 'DKIM aligned',
      phoneLabel: 'DKIM',
      numeric: true,
      sort: sort('dkim'),
      cell: (s) => formatPercent(shareOf(s.dkimAligned, s.messages)),
    },
    {
      heading: 'Over time',
      phone: 'hidden',
      cell: ({ ip }) => <SparkLine cells={times.find((time) => time.ip === ip)?.cells ?? []} />,
    },
    {
      heading: 'First seen',
      numeric: true,
      phone: 'hidden',
      sort: sort('firstSeen'),
      cell: (source) => formatDay(source.firstSeen),
    },
    {
      heading: 'Last seen',
      numeric: true,
      phone: 'hidden',
      sort: sort('lastSeen'),
      cell: (source) => formatDay(source.lastSeen),
    },
  ]
}
