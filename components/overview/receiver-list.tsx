import { filterHref, receiverHref } from '#components/layout/filter-href.ts'
import { ReceiverLabel } from '#components/receivers/receiver-label.tsx'
import { sumShared } from '#components/receivers/sum-shared.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { ShareBar } from '#components/ui/rate-bar.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { ReceiverRow } from '#lib/queries/rows.ts'
import { isApples } from '#lib/receivers/apple-receivers.ts'

import classes from './overview.module.css'

const SHOWN = 5

/** Who reported, with their share of the messages; beneath and outside any share iCloud, and what claims to be Apple's. */
export function ReceiverList({ receivers, filter }: { receivers: ReceiverRow[]; filter: Filter }) {
  const total = sumShared(receivers)
  const reporting = receivers.filter(({ id, messages, reports }) => (messages > 0 || reports > 0) && !isApples(id))
  const apples = receivers.filter((receiver) => isApples(receiver.id))
  const columns: Column<ReceiverRow>[] = [
    {
      heading: 'Receiver',
      phone: 'title',
      cell: (receiver) => <NumberLink href={receiverHref(receiver.id, filter)}>{receiver.name}</NumberLink>,
    },
    { heading: 'Share', numeric: true, cell: (receiver) => <ShareBar share={shareOf(receiver.messages, total)} /> },
    {
      heading: 'Passes',
      numeric: true,
      hidden: filter.verdict !== null,
      phone: 'aside',
      cell: (receiver) => formatPercent(receiver.passRate),
    },
  ]
  return (
    <Section title="Receivers" aside={<a href={filterHref('/receivers', filter)}>All receivers</a>}>
      {reporting.length > 0 && (
        <DataTable
          caption="Receivers that report, with their share of the messages"
          columns={columns}
          rows={reporting.slice(0, SHOWN)}
          rowKey={(receiver) => receiver.id}
        />
      )}
      {apples.map((receiver) => (
        <p key={receiver.id} className={classes.line}>
          <ReceiverLabel receiver={receiver} filter={filter} />
        </p>
      ))}
    </Section>
  )
}
