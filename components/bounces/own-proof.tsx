import type { BounceDetail } from '#lib/queries/rows.ts'

import { OwnMark } from './bounce-table.tsx'
import { PROOF_WORDS } from './bounce-words.ts'

/** Whether the message was the organization's own, and what shows it. */
export function OwnProof({ bounce: { proof, verified } }: { bounce: BounceDetail }) {
  return (
    <>
      <p>
        <OwnMark verified={verified} />
      </p>
      {proof !== null && <p>Yes: {PROOF_WORDS[proof] ?? proof}.</p>}
      {proof === null && (
        <>
          <p>
            Nothing shows that the message was yours. A bounce can be forged, and what others send under your name
            bounces to you. It is shown here, counts in no figure and leads to nothing.
          </p>
          <p>
            What would show it: the header of the returned message with a DKIM signature of a domain of yours, or a mail
            log or event that tells of the same message.
          </p>
        </>
      )}
    </>
  )
}
