import { CopyLine } from '#components/ui/copy-line.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import type { EventEndpointRow } from '#lib/webhooks/event-endpoints.ts'
import { PROVIDER_NAMES } from '#lib/webhooks/providers.ts'

import { endpointAddress } from './endpoint-address.ts'

export function EndpointTable({ endpoints, baseUrl }: { endpoints: EventEndpointRow[]; baseUrl: string }) {
  if (endpoints.length === 0) return <Quiet>There is no endpoint yet.</Quiet>
  const columns: Column<EventEndpointRow>[] = [
    { heading: 'Provider', phone: 'title', width: '15%', cell: ({ provider }) => PROVIDER_NAMES[provider] },
    {
      heading: 'Address',
      width: '50%',
      cell: (row) => (
        <CopyLine label={`Address for ${PROVIDER_NAMES[row.provider]}`} text={endpointAddress(baseUrl, row)} />
      ),
    },
    { heading: 'Made', short: true, cell: ({ createdAt }) => <Instant iso={createdAt} /> },
    {
      heading: 'Delete',
      phone: 'aside',
      cell: ({ token, provider }) => (
        <SendButton
          method="DELETE"
          to={`/api/v1/event-endpoints/${token}`}
          label="Delete"
          about={`the endpoint of ${PROVIDER_NAMES[provider]}`}
          confirm="Refuse its events"
        />
      ),
    },
  ]
  return <DataTable caption="Endpoints for events" columns={columns} rows={endpoints} rowKey={({ token }) => token} />
}
