import { bouncesHref } from '#components/bounces/bounce-href.ts'
import { Origin } from '#components/mail/origin.tsx'
import { Mark } from '#components/ui/verdict-mark.tsx'
import { SUSPICIONS } from '#lib/dmarc/suspicions.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { formatReportDays } from '#lib/format/format-day.ts'
import type { DocumentRow, SubmissionRow } from '#lib/queries/rows.ts'

import { KIND_WORDS, outcomeOf } from './ledger-words.ts'

import classes from './inbox.module.css'

type Props = {
  document: DocumentRow
  submissionId: string
  isAlone: boolean
  /** The mail that it came in, if it came in one. */
  mail: SubmissionRow['mail']
}

/** One document: what it is, what became of it and why, and the report it became. Names come from the file: text only. */
export function DocumentLine({ document, submissionId, isAlone, mail }: Props) {
  const { word, tone } = outcomeOf(document.status)
  return (
    <li className={classes.document}>
      <Mark tone={tone}>{word}</Mark>{' '}
      {!(isAlone && document.kind === 'other') && (KIND_WORDS[document.kind] ?? document.kind)}
      <About document={document} />
      <Told document={document} submissionId={submissionId} />
      {document.warnings.some(({ code }) => SUSPICIONS.includes(code)) && (
        <>
          {' '}
          <Mark tone="fail">suspect</Mark>
        </>
      )}
      {document.reportId !== null && (
        <>
          {' '}
          <a href={`/reports/${encodeURIComponent(document.reportId)}`}>Open</a>
        </>
      )}
      {document.authenticity !== null && mail !== null && (
        <Origin authenticity={document.authenticity} reason={document.authenticityReason} mail={mail} />
      )}
      {document.message !== null && (
        <p>
          {document.message} {document.code !== null && <code>{document.code}</code>}
        </p>
      )}
      {document.warnings.map(({ code, message }) => (
        <p key={code + message}>
          {message} <code>{code}</code>
        </p>
      ))}
    </li>
  )
}

function About({ document: { reporter, domain, begin, end, records, messages } }: { document: DocumentRow }) {
  const parts = [
    reporter !== null && `from ${reporter}`,
    domain !== null && `about ${domain}`,
    begin !== null && end !== null && formatReportDays(begin, end),
    records !== null && formatCounted(records, 'record'),
    messages !== null && formatCounted(messages, 'message'),
  ].filter(Boolean)
  return parts.length > 0 && <span className={classes.soft}> {parts.join(', ')}</span>
}

/** What a bounce, complaint, log or event tells of, its bounces with the way to them. */
function Told({
  document: { bounces, deliveries, complaints },
  submissionId,
}: Pick<Props, 'document' | 'submissionId'>) {
  const others = [
    deliveries !== null && deliveries > 0 && formatCounted(deliveries, 'accepted message'),
    complaints !== null && complaints > 0 && formatCounted(complaints, 'complaint'),
  ].filter(Boolean)
  return (
    <span className={classes.soft}>
      {bounces !== null && bounces > 0 && (
        <>
          {' '}
          <a href={bouncesHref({ submission: submissionId })}>{formatCounted(bounces, 'bounce')}</a>
          {others.length > 0 && ','}
        </>
      )}
      {others.length > 0 && ` ${others.join(', ')}`}
    </span>
  )
}
