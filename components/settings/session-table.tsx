import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import type { SessionRow } from '#lib/auth/sessions.ts'
import { formatInstant } from '#lib/format/format-day.ts'

const COLUMNS: Column<SessionRow>[] = [
  { heading: 'Browser', phone: 'title', cell: ({ userAgent }) => userAgent ?? 'not known' },
  { heading: 'From', short: true, cell: ({ address }) => address ?? 'not known' },
  { heading: 'Since', short: true, cell: ({ createdAt }) => <Instant iso={createdAt} /> },
  { heading: 'Until', short: true, cell: ({ expiresAt }) => <Instant iso={expiresAt} /> },
  {
    heading: 'End it',
    phone: 'aside',
    cell: ({ id, isThis, createdAt }) =>
      isThis ? (
        'this one'
      ) : (
        <SendButton
          method="DELETE"
          to={`/api/v1/sessions/${id}`}
          label="End"
          about={`the session of ${formatInstant(createdAt)}`}
        />
      ),
  },
]

export function SessionTable({ sessions }: { sessions: SessionRow[] }) {
  return <DataTable caption="Sessions of this account" columns={COLUMNS} rows={sessions} rowKey={({ id }) => id} />
}
