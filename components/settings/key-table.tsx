import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import type { KeyRow } from '#lib/auth/list-keys.ts'

const COLUMNS: Column<KeyRow>[] = [
  { heading: 'Name', phone: 'title', cell: ({ name }) => name },
  {
    heading: 'Begins with',
    short: true,
    cell: ({ start }) => (start ? <code>{start}…</code> : 'set by the environment'),
  },
  { heading: 'May', short: true, cell: ({ scopes }) => scopes.join(', ') },
  { heading: 'Made', short: true, cell: ({ createdAt }) => <Instant iso={createdAt} /> },
  {
    heading: 'Last used',
    short: true,
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant iso={lastUsedAt} /> : 'never'),
  },
  { heading: 'Until', short: true, cell: ({ expiresAt }) => (expiresAt ? <Instant iso={expiresAt} /> : 'no end') },
  {
    heading: 'Revoke',
    phone: 'aside',
    cell: ({ id, name }) => (
      <SendButton method="DELETE" to={`/api/v1/keys/${id}`} label="Revoke" about={name} confirm="Revoke for good" />
    ),
  },
]

export function KeyTable({ keys }: { keys: KeyRow[] }) {
  if (keys.length === 0) return <Quiet>There is no key yet.</Quiet>
  return <DataTable caption="API keys" columns={COLUMNS} rows={keys} rowKey={({ id }) => id} />
}
