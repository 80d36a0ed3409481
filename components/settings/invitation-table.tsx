import { CopyLine } from '#components/ui/copy-line.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import type { InvitationRow } from '#lib/auth/invitations.ts'

type Row = InvitationRow & { link: string }

const COLUMNS: Column<Row>[] = [
  { heading: 'E-mail address', phone: 'title', cell: ({ email }) => email },
  { heading: 'Role', cell: ({ role, domains }) => (role === 'viewer' ? `viewer of ${domains.join(', ')}` : role) },
  { heading: 'Until', short: true, cell: ({ expiresAt }) => <Instant iso={expiresAt} /> },
  { heading: 'Link', cell: ({ email, link }) => <CopyLine label={`Link for ${email}`} text={link} /> },
  {
    heading: 'Take back',
    cell: ({ id, email }) => (
      <SendButton
        method="DELETE"
        to={`/api/v1/invitations/${id}`}
        label="Take back"
        about={`the invitation of ${email}`}
      />
    ),
  },
]

/** Whoever has the link can join, so it stands here only for those who may invite. */
export function InvitationTable({ invitations }: { invitations: Row[] }) {
  if (invitations.length === 0) return <Quiet>Nobody is invited at the moment.</Quiet>
  return <DataTable caption="Open invitations" columns={COLUMNS} rows={invitations} rowKey={({ id }) => id} />
}
