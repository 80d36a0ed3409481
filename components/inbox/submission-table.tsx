import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Instant } from '#components/ui/instant.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import { formatBytes } from '#lib/format/format-bytes.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { VIA_WORDS } from './ledger-words.ts'
import { QuarantineActions } from './quarantine-actions.tsx'
import { SubmissionOutcome } from './submission-outcome.tsx'

function columnsFor(mayRead: boolean): Column<SubmissionRow>[] {
  return [
    { heading: 'File', width: '24%', phone: 'title', cell: (submission) => nameOf(submission) },
    {
      heading: 'Outcome',
      width: '40%',
      cell: (submission) => (
        <>
          <SubmissionOutcome submission={submission} />
          {mayRead && submission.status === 'quarantined' && <QuarantineActions submission={submission} />}
        </>
      ),
    },
    { heading: 'Received', short: true, cell: ({ receivedAt }) => <Instant iso={receivedAt} /> },
    { heading: 'By', short: true, cell: ({ via }) => VIA_WORDS[via] ?? via },
    { heading: 'Size', numeric: true, phone: 'aside', cell: ({ size }) => formatBytes(size) },
    { heading: 'Bytes', numeric: true, cell: (submission) => <Bytes submission={submission} /> },
    {
      heading: 'Again',
      hidden: !mayRead,
      cell: (submission) => {
        const { id, status, bytesRemovedAt, reason } = submission
        return isFinal(status) && bytesRemovedAt === null && reason?.code !== 'too-large' ? (
          <SendButton
            method="POST"
            to={`/api/v1/submissions/${encodeURIComponent(id)}/read`}
            label="Read again"
            about={nameOf(submission)}
          />
        ) : (
          '–'
        )
      },
    },
  ]
}

/** A mail has no name; who sent it, as the envelope says. */
function nameOf({ filename, mail }: SubmissionRow): string {
  if (filename !== null) return filename
  if (mail === null) return 'no name'
  return mail.envelopeFrom ? `Mail from ${mail.envelopeFrom}` : 'Mail from nobody'
}

function isFinal(status: string): boolean {
  return status !== 'queued' && status !== 'processing'
}

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

/** The ledger: nothing that came in is without a line. Who may have it read again finds a button for that. */
export function SubmissionTable({ submissions, mayRead }: { submissions: SubmissionRow[]; mayRead: boolean }) {
  return <DataTable caption="What came in" columns={columnsFor(mayRead)} rows={submissions} rowKey={({ id }) => id} />
}
