import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import type { TrustedPathRow } from '#lib/quarantine/trusted-paths.ts'

const COLUMNS: Column<TrustedPathRow>[] = [
  { heading: 'Reports of', phone: 'title', cell: ({ receiverName }) => receiverName },
  { heading: 'Signed or handed over by', cell: ({ path }) => path },
  { heading: 'Since', short: true, cell: ({ createdAt }) => <Instant iso={createdAt} /> },
]

/** The paths by which reports are taken that cannot be shown to be genuine. */
export function TrustedPathTable({ paths, mayManage }: { paths: TrustedPathRow[]; mayManage: boolean }) {
  const change: Column<TrustedPathRow> = {
    heading: 'Change',
    hidden: !mayManage,
    cell: ({ receiver, receiverName, path }) => (
      <SendButton
        method="DELETE"
        to={`/api/v1/trusted-paths?${new URLSearchParams({ receiver, path })}`}
        label="Trust no longer"
        about={`${path} for ${receiverName}`}
        confirm="Quarantine its mail"
      />
    ),
  }
  return (
    <DataTable
      caption="Trusted paths"
      columns={[...COLUMNS, change]}
      rows={paths}
      rowKey={({ receiver, path }) => `${receiver} ${path}`}
    />
  )
}
