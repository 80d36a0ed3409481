import { CopyLine } from '#components/ui/copy-line.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import { formatCount } from '#lib/format/format-count.ts'
import { formatDay } from '#lib/format/format-day.ts'
import type { IngestAddressRow } from '#lib/inbox/ingest-addresses.ts'

import { PURPOSE_WORDS } from './purpose-words.ts'
import { TestReport } from './test-report.tsx'

import classes from './settings.module.css'

const COLUMNS: Column<IngestAddressRow>[] = [
  {
    heading: 'Address',
    phone: 'title',
    width: '31%',
    cell: ({ address, purpose }) => <CopyLine label={`Address for ${PURPOSE_WORDS[purpose]}`} text={address} />,
  },
  { heading: 'For', short: true, cell: ({ purpose }) => PURPOSE_WORDS[purpose] },
  { heading: 'Domain', width: '13%', cell: ({ domain }) => domain ?? 'any' },
  { heading: 'State', width: '10%', cell: stateOf },
  {
    heading: 'Last mail',
    cell: ({ lastMailAt }) => (lastMailAt ? <Instant iso={lastMailAt} /> : 'never'),
  },
  { heading: 'Mails in 30 days', numeric: true, cell: ({ mails }) => formatCount(mails) },
]

type Props = { addresses: IngestAddressRow[]; mayManage: boolean; ingestDomain: string }

export function AddressTable({ addresses, mayManage, ingestDomain }: Props) {
  if (addresses.length === 0) return <Quiet>There is no ingest address, so no mail is taken: make one below.</Quiet>
  const actions: Column<IngestAddressRow> = {
    heading: 'Change',
    hidden: !mayManage,
    cell: (row) => <Actions row={row} ingestDomain={ingestDomain} />,
  }
  return (
    <DataTable
      caption="Ingest addresses"
      columns={[...COLUMNS, actions]}
      rows={addresses}
      rowKey={({ token }) => token}
    />
  )
}

function stateOf({ enabled, retiresAt }: IngestAddressRow): string {
  const retires = retiresAt && `retires on ${formatDay(retiresAt.slice(0, 10))}`
  if (!enabled) return retires ? `off, ${retires}` : 'off'
  return retires ?? 'on'
}

function Actions({ row, ingestDomain }: { row: IngestAddressRow; ingestDomain: string }) {
  const { address, token, enabled, retiresAt, purpose, lastMailAt } = row
  const to = `/api/v1/ingest-addresses/${token}`
  return (
    <div className={classes.actions}>
      {enabled && purpose === 'rua' && (
        <TestReport to={`${to}/test`} address={address} lastMailAt={lastMailAt} ingestDomain={ingestDomain} />
      )}
      {!retiresAt && (
        <SendButton method="POST" to={`${to}/rotate`} label="Rotate" about={address} confirm="Make a new one" />
      )}
      {enabled ? (
        <SendButton
          method="PATCH"
          to={to}
          body={{ enabled: false }}
          label="Turn off"
          about={address}
          confirm="Refuse its mail"
        />
      ) : (
        <SendButton method="PATCH" to={to} body={{ enabled: true }} label="Turn on" about={address} />
      )}
    </div>
  )
}
