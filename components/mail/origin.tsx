import type { Authenticity } from '#generated/prisma/enums.ts'
import { type AuthenticityReason, authenticitySentence } from '#lib/inbox/authenticity-reason.ts'
import type { SubmissionRow } from '#lib/queries/rows.ts'

import { AuthenticityMark } from './authenticity-mark.tsx'
import { MailEvidence } from './mail-evidence.tsx'

import classes from './origin.module.css'

type Props = { authenticity: Authenticity; reason: AuthenticityReason | null; mail: SubmissionRow['mail'] }

/** Whether a report is its reporter's, in a word and a sentence, with the evidence behind it. */
export function Origin({ authenticity, reason, mail }: Props) {
  return (
    <div className={classes.origin}>
      <AuthenticityMark authenticity={authenticity} /> {reason !== null && authenticitySentence(reason)}
      {mail !== null && (
        <details>
          <summary>What the mail shows</summary>
          <MailEvidence mail={mail} />
        </details>
      )}
    </div>
  )
}
