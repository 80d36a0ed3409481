import { PolicyWord } from '#components/domains/policy-word.tsx'
import { domainHref, filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { MoreLink, Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { DomainRow } from '#lib/queries/rows.ts'

const SHOWN = 3

/** Domains of an organization that has several; the busiest of them. */
export function DomainList({ domains, filter }: { domains: DomainRow[]; filter: Filter }) {
  const columns: Column<DomainRow>[] = [
    {
      heading: 'Domain',
      phone: 'title',
      cell: ({ domain }) => <NumberLink href={domainHref(domain, filter)}>{domain}</NumberLink>,
    },
    { heading: 'Policy', short: true, cell: ({ policy }) => <PolicyWord policy={policy} /> },
    {
      heading: 'Messages',
      numeric: true,
      cell: ({ domain, messages }) => (
        <NumberLink href={filterHref('/records', filter, { domain })}>{formatCount(messages)}</NumberLink>
      ),
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: ({ passRate }) => formatPercent(passRate),
    },
  ]
  const busiest = domains.toSorted((a, b) => b.messages - a.messages)
  return (
    <Section title="Domains" aside={<MoreLink href={filterHref('/domains', filter)}>All domains</MoreLink>}>
      <DataTable
        caption="Domains, with their messages and how many pass"
        columns={columns}
        rows={busiest.slice(0, SHOWN)}
        rowKey={({ domain }) => domain}
      />
    </Section>
  )
}
