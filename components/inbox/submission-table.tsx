import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { formatBytes } from '#lib/format/format-bytes.ts'
import { formatInstant } from '#lib/format/format-day.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { SubmissionOutcome } from './submission-outcome.tsx'

const VIAS: Record<string, string> = {
  upload: 'upload',
  api: 'API',
  smtp: 'mail (SMTP)',
  imap: 'mailbox (IMAP)',
  cli: 'command line',
  event: 'event',
}

const COLUMNS: Column<SubmissionRow>[] = [
  { heading: 'File', width: '24%', phone: 'title', cell: ({ filename }) => filename ?? 'no name' },
  { heading: 'Outcome', width: '44%', cell: (submission) => <SubmissionOutcome submission={submission} /> },
  { heading: 'Received', short: true, cell: ({ receivedAt }) => formatInstant(receivedAt) },
  { heading: 'By', short: true, cell: ({ via }) => VIAS[via] ?? via },
  { heading: 'Size', numeric: true, phone: 'aside', cell: ({ size }) => formatBytes(size) },
  {
    heading: 'Bytes',
    numeric: true,
    cell: (submission) => <Bytes submission={submission} />,
  },
]

function Bytes({ submission: { id, reason, documents, bytesRemovedAt } }: { submission: SubmissionRow }) {
  if (bytesRemovedAt !== null) return 'removed'
  // Turned away at the door: there is a line, but no bytes.
  if (reason?.code === 'too-large' && documents.length === 0) return 'not kept'
  return (
    <a href={`/api/v1/submissions/${encodeURIComponent(id)}/raw`} download>
      Download
    </a>
  )
}

/** The ledger: nothing that came in is without a line. */
export function SubmissionTable({ submissions }: { submissions: SubmissionRow[] }) {
  return <DataTable caption="What came in" columns={COLUMNS} rows={submissions} rowKey={({ id }) => id} />
}
