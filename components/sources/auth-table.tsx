import { filterHref } from '#components/layout/filter-href.ts'
import { AuthResult } from '#components/records/auth-result.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { type Filter, MISSING } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import type { AuthRow } from '#lib/queries/rows.ts'

/** Raw results by domain. A result says nothing about alignment: the domain may be somebody else's. */
export function AuthTable({ kind, rows, filter }: { kind: 'spf' | 'dkim'; rows: AuthRow[]; filter: Filter }) {
  if (rows.length === 0) return <Quiet>The reports name none.</Quiet>
  const columns: Column<AuthRow>[] = [
    { heading: 'Domain', phone: 'title', cell: ({ domain }) => domain ?? 'not given' },
    { heading: 'Result', cell: ({ result }) => <AuthResult result={result} /> },
    {
      heading: 'Messages',
      numeric: true,
      phone: 'aside',
      cell: (row) => (
        <NumberLink href={filterHref('/records', filter, asked(kind, row))}>{formatCount(row.messages)}</NumberLink>
      ),
    },
  ]
  if (kind === 'dkim') columns.splice(1, 0, { heading: 'Selector', cell: ({ selector }) => selector ?? '–' })
  return (
    <DataTable
      caption={`${kind.toUpperCase()} results by domain`}
      columns={columns}
      rows={rows}
      rowKey={(row) => JSON.stringify([row.domain, row.selector, row.result])}
    />
  )
}

/** What one entry says, together. */
function asked(kind: 'spf' | 'dkim', { domain, selector, result }: AuthRow): Partial<Filter> {
  if (kind === 'spf') return { spfDomain: domain ?? MISSING, spfResult: result ?? MISSING }
  return { dkimDomain: domain ?? MISSING, dkimSelector: selector ?? MISSING, dkimResult: result ?? MISSING }
}
