import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import type { PolicyPeriod } from '#lib/queries/rows.ts'

import { PolicyWord } from './policy-word.tsx'

const COLUMNS: Column<PolicyPeriod>[] = [
  { heading: 'Policy', phone: 'title', cell: ({ p }) => <PolicyWord policy={p} /> },
  { heading: 'Subdomains', short: true, cell: ({ sp }) => <PolicyWord policy={sp} /> },
  { heading: 'DKIM alignment', short: true, cell: ({ adkim }) => adkim },
  { heading: 'SPF alignment', short: true, cell: ({ aspf }) => aspf },
  { heading: 'Percent', numeric: true, cell: ({ pct }) => formatCount(pct) },
  { heading: 'First day', numeric: true, cell: ({ firstDay }) => formatDay(firstDay) },
  { heading: 'Last day', numeric: true, phone: 'aside', cell: ({ lastDay }) => formatDay(lastDay) },
  { heading: 'Reports', numeric: true, cell: ({ reports }) => formatCount(reports) },
  { heading: 'Receivers', numeric: true, cell: ({ receivers }) => formatCount(receivers) },
]

/** The policies that reports quote, the latest first; where there are several, the record in DNS was changed, or is not one. */
export function PolicyTable({ periods }: { periods: PolicyPeriod[] }) {
  return (
    <DataTable
      caption="Policies as reports quote them"
      columns={COLUMNS}
      rows={periods}
      rowKey={(period) => JSON.stringify(period)}
    />
  )
}
