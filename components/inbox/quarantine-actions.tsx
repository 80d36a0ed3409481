import { SendButton } from '#components/ui/send-button.tsx'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import classes from './inbox.module.css'

const DOMAINS_MAX = 3

/** What somebody may decide about a mail in quarantine. */
export function QuarantineActions({ submission }: { submission: SubmissionRow }) {
  const { id, documents, mail } = submission
  const waiting = documents.filter(({ status }) => status === 'quarantined')
  const domains = [
    ...new Set(
      waiting.flatMap(({ code, domain, authenticity }) =>
        code === 'unknown-domain' && authenticity === 'verified' && domain !== null ? domain : [],
      ),
    ),
  ]
  const path = `/api/v1/submissions/${encodeURIComponent(id)}`
  const about = `what came ${mail?.envelopeFrom ? `from ${mail.envelopeFrom}` : 'by mail'}`
  return (
    <div className={classes.actions}>
      {domains.slice(0, DOMAINS_MAX).map((domain) => (
        <SendButton
          key={domain}
          method="POST"
          to="/api/v1/domains"
          body={{ domain }}
          label={`${domain} is my domain`}
          about=""
        />
      ))}
      <SendButton
        method="POST"
        to={`${path}/accept`}
        body={{ trustPath: false }}
        label="Accept"
        about={about}
        confirm="Count it"
      />
      {waiting.some(({ code }) => code === 'not-genuine') && (
        <SendButton
          method="POST"
          to={`${path}/accept`}
          body={{ trustPath: true }}
          label="Always trust this path"
          about={about}
          confirm="Count all that comes this way"
        />
      )}
      <SendButton method="DELETE" to={path} label="Delete" about={about} confirm="Delete it" />
    </div>
  )
}
