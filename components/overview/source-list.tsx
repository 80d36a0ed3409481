import { filterHref, sourceHref } from '#components/layout/filter-href.ts'
import { SourceName } from '#components/sources/source-name.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

/** The sources with the most failing messages: who to look at first. */
export function SourceList({ sources, filter }: { sources: SourceRow[]; filter: Filter }) {
  const failing = sources.filter((source) => source.fail > 0)
  const columns: Column<SourceRow>[] = [
    { heading: 'Source', phone: 'title', cell: (source) => <SourceName source={source} filter={filter} /> },
    {
      heading: 'Failing',
      numeric: true,
      phone: 'aside',
      cell: (source) => <NumberLink href={sourceHref(source.ip, filter)}>{formatCount(source.fail)}</NumberLink>,
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      cell: (source) => formatPercent(source.passRate),
    },
  ]
  return (
    <Section title="Top sources by failing messages" aside={<a href={filterHref('/sources', filter)}>All sources</a>}>
      {failing.length > 0 ? (
        <DataTable
          caption="Sources with the most failing messages"
          columns={columns}
          rows={failing}
          rowKey={(source) => source.ip ?? 'none'}
        />
      ) : (
        <Quiet>No source has failing messages here.</Quiet>
      )}
    </Section>
  )
}
