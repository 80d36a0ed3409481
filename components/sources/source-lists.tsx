import Link from 'next/link'

import { filterHref } from '#components/layout/filter-href.ts'
import { ReceiverLabel } from '#components/receivers/receiver-label.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Lists } from '#components/ui/lists.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent } from '#lib/format/format-percent.ts'
import type { AuthRow, ReceiverRow } from '#lib/queries/rows.ts'

import { AuthTable } from './auth-table.tsx'

type Props = { receivers: ReceiverRow[]; auth: AuthRow[]; filter: Filter; recordsKeptFrom: string | null }

/** Who reported the source, with iCloud as a blind spot, and the domains it passed or failed SPF and DKIM with. */
export function SourceLists({ receivers, auth, filter, recordsKeptFrom }: Props) {
  const columns: Column<ReceiverRow>[] = [
    { heading: 'Receiver', phone: 'title', cell: (receiver) => <ReceiverLabel receiver={receiver} filter={filter} /> },
    {
      heading: 'Messages',
      numeric: true,
      cell: (receiver) =>
        receiver.messages === 0 && receiver.reports === 0 ? (
          '–'
        ) : (
          <NumberLink href={filterHref('/reports', filter, { receiver: receiver.id })}>
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
          <AuthTable kind="dkim" rows={auth.filter((row) => row.kind === 'dkim')} />
        </Section>
        <Section title="SPF domains">
          <AuthTable kind="spf" rows={auth.filter((row) => row.kind === 'spf')} />
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
        The DKIM and SPF domains and the list of reports begin there.
      </RecordsRemoved>
      <p>
        <Link href={filterHref('/reports', filter)}>Reports that name this source</Link>
      </p>
    </>
  )
}
