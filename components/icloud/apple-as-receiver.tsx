import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { Section } from '#components/ui/section.tsx'
import { namedAsRecipient } from '#lib/apple/statements.ts'
import { formatCount } from '#lib/format/format-count.ts'
import type { AppleRecipientRow } from '#lib/queries/rows.ts'

import classes from './icloud.module.css'

const COLUMNS: Column<AppleRecipientRow>[] = [
  { heading: 'Recipient’s domain', phone: 'title', cell: ({ domain }) => domain },
  { heading: 'Evidence', cell: ({ evidence }) => <span className={classes.evidence}>{evidence}</span> },
  { heading: 'Reported by', cell: ({ receiverName }) => receiverName },
  { heading: 'Messages', numeric: true, phone: 'aside', cell: ({ messages }) => formatCount(messages) },
  { heading: 'Pass', numeric: true, cell: ({ pass }) => formatCount(pass) },
  { heading: 'Fail', numeric: true, cell: ({ fail }) => formatCount(fail) },
]

/** Mail for Apple's mailboxes, as far as other receivers' reports name it. */
type Props = { recipients: AppleRecipientRow[]; recordsKeptFrom: string | null }

export function AppleAsReceiver({ recipients, recordsKeptFrom }: Props) {
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
          columns={COLUMNS}
          rows={recipients}
          rowKey={({ domain, receiverName }) => `${domain} ${receiverName}`}
        />
      )}
    </Section>
  )
}
