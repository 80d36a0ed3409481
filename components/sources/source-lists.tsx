import { filterHref } from '#components/layout/filter-href.ts'
import { ReceiverLabel } from '#components/receivers/receiver-label.tsx'
import { GroupTable } from '#components/records/group-table.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Lists } from '#components/ui/lists.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { AuthRow, GroupRow, ReceiverRow } from '#lib/queries/rows.ts'

import { AuthTable } from './auth-table.tsx'

type Props = {
  receivers: ReceiverRow[]
  /** By the domain of From. */
  froms: GroupRow[]
  auth: AuthRow[]
  filter: Filter
  recordsKeptFrom: string | null
}

/** The domains it wrote in From and passed or failed SPF and DKIM with, and who reported it, with iCloud as a blind spot. */
export function SourceLists({ receivers, froms, auth, filter, recordsKeptFrom }: Props) {
  const columns: Column<ReceiverRow>[] = [
    { heading: 'Receiver', phone: 'title', cell: (receiver) => <ReceiverLabel receiver={receiver} filter={filter} /> },
    {
      heading: 'Messages',
      numeric: true,
      cell: (receiver) =>
        receiver.messages === 0 && receiver.reports === 0 ? (
          '–'
        ) : (
          <NumberLink href={filterHref('/records', filter, { receiver: receiver.id })}>
            {formatCount(receiver.messages)}
          </NumberLink>
        ),
    },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: (receiver) => formatPercent(receiver.passRate),
    },
  ]
  return (
    <>
      <Lists>
        <Section title="DKIM domains">
          <AuthTable kind="dkim" rows={auth.filter((row) => row.kind === 'dkim')} filter={filter} />
        </Section>
        <Section title="SPF domains">
          <AuthTable kind="spf" rows={auth.filter((row) => row.kind === 'spf')} filter={filter} />
        </Section>
        <Section title="From">
          <GroupTable by="headerFrom" groups={froms} filter={filter} names={{}} isShort />
        </Section>
        <Section title="Receivers">
          <DataTable
            caption="Receivers that reported this source, and iCloud"
            columns={columns}
            rows={receivers.filter(({ messages, reports, isIcloud }) => messages > 0 || reports > 0 || isIcloud)}
            rowKey={(receiver) => receiver.id}
          />
        </Section>
      </Lists>
      <RecordsRemoved before={recordsKeptFrom}>
        The domains of From, DKIM and SPF and the records begin there.
      </RecordsRemoved>
    </>
  )
}
