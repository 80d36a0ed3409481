import { filterHref } from '#components/layout/filter-href.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { Section } from '#components/ui/section.tsx'
import { namedAsRecipient } from '#lib/apple/statements.ts'
import type { Filter } from '#lib/filter.ts'
import { formatCount } from '#lib/format/format-count.ts'
import type { AppleRecipientRow } from '#lib/queries/rows.ts'

import classes from './icloud.module.css'

/** Mail for Apple's mailboxes, as far as other receivers' reports name it. */
type Props = { recipients: AppleRecipientRow[]; filter: Filter; recordsKeptFrom: string | null }

export function AppleAsReceiver({ recipients, filter, recordsKeptFrom }: Props) {
  return (
    <Section title="Apple as a receiver, in the reports of others">
      <p className={classes.quiet}>
        {recipients.length > 0
          ? namedAsRecipient.text
          : 'No report of these days names a domain of Apple’s as the recipient. Most reporters do not name recipients at all.'}
      </p>
      <RecordsRemoved before={recordsKeptFrom}>What is known of recipients begins there.</RecordsRemoved>
      {recipients.length > 0 && (
        <DataTable
          caption="Messages whose recipient was at a domain of Apple’s"
          columns={columnsFor(filter)}
          rows={recipients}
          rowKey={({ domain, receiverName }) => `${domain} ${receiverName}`}
        />
      )}
    </Section>
  )
}

function columnsFor(filter: Filter): Column<AppleRecipientRow>[] {
  const open = ({ domain, receiver }: AppleRecipientRow, count: number, changes: Partial<Filter> = {}) => (
    <NumberLink href={filterHref('/records', filter, { envelopeTo: domain, receiver, ...changes })}>
      {formatCount(count)}
    </NumberLink>
  )
  return [
    { heading: 'Recipient’s domain', phone: 'title', cell: ({ domain }) => domain },
    { heading: 'Evidence', cell: ({ evidence }) => <span className={classes.evidence}>{evidence}</span> },
    { heading: 'Reported by', cell: ({ receiverName }) => receiverName },
    { heading: 'Messages', numeric: true, phone: 'aside', cell: (row) => open(row, row.messages) },
    { heading: 'Pass', numeric: true, cell: (row) => open(row, row.pass, { verdict: 'pass' }) },
    { heading: 'Fail', numeric: true, cell: (row) => open(row, row.fail, { verdict: 'fail' }) },
  ]
}
