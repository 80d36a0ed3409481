import { Mark } from '#components/ui/verdict-mark.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { DocumentLine } from './document-line.tsx'
import { outcomeOf } from './outcome-words.ts'

import classes from './inbox.module.css'

type Outcome = Pick<SubmissionRow, 'status' | 'reason' | 'documents'>

const OPEN_AT_MOST = 3

/** What became of one file: its status and reason, and each document in it; a document alone says it for the file. */
export function SubmissionOutcome({ submission }: { submission: Outcome }) {
  const { status, reason, documents } = submission
  const { word, tone } = outcomeOf(status)
  const isAlone = documents.length === 1
  const lines = documents.map((document, index) => <DocumentLine key={index} document={document} isAlone={isAlone} />)
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
          <summary>{formatCounted(lines.length, 'document')}</summary>
          <ul>{lines}</ul>
        </details>
      ) : (
        lines.length > 0 && <ul>{lines}</ul>
      )}
    </div>
  )
}
