import { domainHref, filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Failing } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCountChange } from '#lib/format/format-change.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { DomainRow } from '#lib/queries/rows.ts'

import { PolicyWord } from './policy-word.tsx'

type Props = {
  domains: DomainRow[]
  /** Messages in the days before, by domain; null where nothing is compared. */
  before: Record<string, number> | null
  filter: Filter
}

/** One line for each domain with reports in the window. */
export function DomainTable({ domains, before, filter }: Props) {
  const open = (path: string, { domain }: DomainRow, count: number, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref(path, filter, { domain, ...changes })}>{formatCount(count)}</NumberLink>
  )
  const columns: Column<DomainRow>[] = [
    {
      heading: 'Domain',
      phone: 'title',
      cell: ({ domain }) => <NumberLink href={domainHref(domain, filter)}>{domain}</NumberLink>,
    },
    { heading: 'Policy', short: true, cell: ({ policy }) => <PolicyWord policy={policy} /> },
    { heading: 'Messages', numeric: true, cell: (row) => open('/records', row, row.messages) },
    {
      heading: 'Change',
      numeric: true,
      hidden: before === null,
      cell: (row) => formatCountChange(row.messages, before?.[row.domain] ?? 0) ?? '–',
    },
    {
      heading: 'Failing',
      numeric: true,
      cell: (row) => <Failing count={row.fail}>{open('/records', row, row.fail, { verdict: 'fail' })}</Failing>,
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: ({ passRate }) => formatPercent(passRate),
    },
    { heading: 'Reports', numeric: true, cell: (row) => open('/reports', row, row.reports) },
    { heading: 'Last report', numeric: true, cell: ({ lastReportAt }) => <Instant iso={lastReportAt} /> },
  ]
  return (
    <DataTable
      caption="Domains, with their policy, messages and results"
      columns={columns}
      rows={domains}
      rowKey={({ domain }) => domain}
    />
  )
}
