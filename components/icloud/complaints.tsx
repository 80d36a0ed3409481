import { sourceHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import type { ComplaintDay } from '#lib/queries/rows.ts'

import classes from './icloud.module.css'

/** Complaints about one's own mail, by day and source. None of them is by a user of Apple's. */
export function Complaints({ complaints, filter }: { complaints: ComplaintDay[]; filter: Filter }) {
  if (complaints.length === 0) return null
  const columns: Column<ComplaintDay>[] = [
    { heading: 'Day', phone: 'title', cell: ({ day }) => formatDay(day) },
    {
      heading: 'Source',
      cell: ({ source }) =>
        source === null ? 'not named' : <NumberLink href={sourceHref(source, filter)}>{source}</NumberLink>,
    },
    { heading: 'Complaints', numeric: true, phone: 'aside', cell: (row) => formatCount(row.complaints) },
  ]
  return (
    <Section title="Complaints elsewhere">
      <p className={classes.quiet}>
        By recipients whose provider passes complaints on. Apple passes none on, so these only show how the same mail
        fares with others.
      </p>
      <DataTable
        caption="Complaints by day and source"
        columns={columns}
        rows={complaints}
        rowKey={({ day, source }) => `${day} ${source}`}
      />
    </Section>
  )
}
