import { AppleClaim } from '#components/icloud/apple-claim.tsx'
import { AuthenticityMark } from '#components/mail/authenticity-mark.tsx'
import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { NumberLink } from '#components/ui/number-link.tsx'
import { Failing } from '#components/ui/quiet.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatReportDays } from '#lib/format/format-day.ts'
import type { ReportRow } from '#lib/queries/rows.ts'

import classes from './reports.module.css'

const COLUMNS: Column<ReportRow>[] = [
  {
    heading: 'Days',
    short: true,
    phone: 'title',
    cell: ({ id, begin, end }) => (
      <NumberLink href={`/reports/${encodeURIComponent(id)}`}>{formatReportDays(begin, end)}</NumberLink>
    ),
  },
  { heading: 'Domain', cell: ({ domain }) => domain },
  { heading: 'Reporter', cell: (report) => <Reporter report={report} /> },
  { heading: 'Records', numeric: true, phone: 'hidden', cell: ({ records }) => formatCount(records) },
  { heading: 'Messages', numeric: true, phone: 'aside', cell: ({ messages }) => formatCount(messages) },
  {
    heading: 'Failing',
    numeric: true,
    cell: ({ fail }) => <Failing count={fail}>{formatCount(fail)}</Failing>,
  },
  {
    heading: 'Genuine',
    short: true,
    cell: ({ authenticity, isSuspect }) => (
      <>
        <AuthenticityMark authenticity={authenticity} /> {isSuspect && <Mark tone="fail">suspect</Mark>}
      </>
    ),
  },
  {
    heading: 'Odd',
    numeric: true,
    phone: 'hidden',
    cell: ({ warnings }) =>
      warnings.length > 0 && <Mark tone="quarantine">{formatCounted(warnings.length, 'warning')}</Mark>,
  },
]

/** Reports, each opening its records. */
export function ReportTable({ reports }: { reports: ReportRow[] }) {
  return <DataTable caption="Reports" columns={COLUMNS} rows={reports} rowKey={({ id }) => id} />
}

/** The catalogue's name, what the reporter calls itself where that differs, and whether that claims to be Apple. */
function Reporter({ report: { receiver, receiverName, reporter, appleReporter } }: { report: ReportRow }) {
  const isSame = receiverName.toLowerCase() === reporter.toLowerCase()
  return (
    <span className={classes.reporter}>
      <ReceiverName id={receiver} name={isSame ? receiverName : `${receiverName} (${reporter})`} />
      {appleReporter && <AppleClaim evidence={appleReporter.evidence} />}
    </span>
  )
}
