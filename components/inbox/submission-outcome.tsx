import { Mark } from '#components/ui/verdict-mark.tsx'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { DocumentLine } from './document-line.tsx'
import { outcomeOf } from './ledger-words.ts'

import classes from './inbox.module.css'

type Outcome = Pick<SubmissionRow, 'id' | 'status' | 'reason' | 'documents' | 'documentCount' | 'mail'>

const OPEN_AT_MOST = 3
/** A mailbox may hold a thousand. */
const SHOWN_AT_MOST = 20

/** What became of one file: its status and reason, and the first documents in it; a document alone says it for the file. */
export function SubmissionOutcome({ submission }: { submission: Outcome }) {
  const { id, status, reason, documentCount } = submission
  const documents = submission.documents.slice(0, SHOWN_AT_MOST)
  const rest = documentCount - documents.length
  const { word, tone } = outcomeOf(status)
  const isAlone = documentCount === 1
  const lines = documents.map((document, index) => (
    <DocumentLine key={index} document={document} submissionId={id} isAlone={isAlone} mail={submission.mail} />
  ))
  const isSaidBelow = documents.some((document) => document.message === reason?.message)
  return (
    <div className={classes.outcome}>
      {!isAlone && <Mark tone={tone}>{word}</Mark>}
      {reason && !isSaidBelow && (
        <p>
          {reason.message} <code>{reason.code}</code>
        </p>
      )}
      {lines.length > OPEN_AT_MOST ? (
        <details>
          <summary>{formatCounted(documentCount, 'document')}</summary>
          <ul>
            {lines}
            {rest > 0 && (
              <li className={classes.document}>
                … and {formatCount(rest)} more (
                <a href={`/api/v1/submissions/${encodeURIComponent(id)}`}>all as JSON</a>)
              </li>
            )}
          </ul>
        </details>
      ) : (
        lines.length > 0 && <ul>{lines}</ul>
      )}
    </div>
  )
}
