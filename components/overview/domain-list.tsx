import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { DomainRow } from '#lib/queries/rows.ts'

const SHOWN = 6

/** Domains of an organization that has several; each opens the same page for itself alone. */
export function DomainList({ domains, filter }: { domains: DomainRow[]; filter: Filter }) {
  const columns: Column<DomainRow>[] = [
    {
      heading: 'Domain',
      phone: 'title',
      cell: ({ domain }) => <NumberLink href={filterHref('/', filter, { domain })}>{domain}</NumberLink>,
    },
    { heading: 'Messages', numeric: true, cell: ({ messages }) => formatCount(messages) },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: ({ passRate }) => formatPercent(passRate),
    },
  ]
  const busiest = domains.toSorted((a, b) => b.messages - a.messages)
  const rest = domains.length - SHOWN
  return (
    <Section title="Domains">
      <DataTable
        caption="Domains, with their messages and how many pass"
        columns={columns}
        rows={busiest.slice(0, SHOWN)}
        rowKey={({ domain }) => domain}
      />
      {rest > 0 && <Quiet>and {formatCount(rest)} more: choose one in the filter above</Quiet>}
    </Section>
  )
}
