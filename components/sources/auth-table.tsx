import { AuthResult } from '#components/reports/auth-result.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import type { AuthRow } from '#lib/queries/rows.ts'

/** Raw results by domain. A result says nothing about alignment: the domain may be somebody else's. */
export function AuthTable({ kind, rows }: { kind: 'spf' | 'dkim'; rows: AuthRow[] }) {
  if (rows.length === 0) return <Quiet>The reports name none.</Quiet>
  const columns: Column<AuthRow>[] = [
    { heading: 'Domain', phone: 'title', cell: ({ domain }) => domain ?? 'not given' },
    { heading: 'Result', cell: ({ result }) => <AuthResult result={result} /> },
    { heading: 'Messages', numeric: true, phone: 'aside', cell: ({ messages }) => formatCount(messages) },
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
