import { Notice } from '#components/ui/notice.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import type { ReportDetail } from '#lib/queries/rows.ts'

/** What speaks against a report that is counted all the same; nothing where there is nothing. */
export function Suspicion({ report: { copies, differing } }: { report: ReportDetail }) {
  if (copies.length === 0 && differing === 0) return null
  return (
    <Notice title="This report is suspect">
      {copies.length > 0 && (
        <p>
          The same records for the same time are here under another id as well, so their messages may be counted twice:{' '}
          {copies.map(({ id, externalId }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`/reports/${encodeURIComponent(id)}`}>{externalId || 'a report without an id'}</a>
            </span>
          ))}
          . Delete the one that you do not believe.
        </p>
      )}
      {differing > 0 && (
        <p>
          {formatCounted(differing, 'document', 'documents')} with its id and dates came with other content, and{' '}
          {differing === 1 ? 'was' : 'were'} not counted: see the <a href="/inbox?authenticity=suspect">Inbox</a>.
        </p>
      )}
    </Notice>
  )
}
