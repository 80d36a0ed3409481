import { ledgerHref } from '#components/inbox/ledger-href.ts'
import { Instant } from '#components/ui/instant.tsx'
import type { BounceDetail } from '#lib/queries/rows.ts'

import { CARRIER_WORDS } from './bounce-words.ts'

type Props = { sightings: BounceDetail['sightings']; mayOpen: boolean }

/** What told of it, each with its line in the inbox. */
export function Sightings({ sightings, mayOpen }: Props) {
  if (sightings.length === 0) return <p>Shown to those who see the whole organization.</p>
  return (
    <ul>
      {sightings.map(({ submissionId, carrier, at }, index) => (
        <li key={index}>
          {CARRIER_WORDS[carrier] ?? carrier}, <Instant iso={at} />
          {mayOpen && (
            <>
              {' '}
              <a href={ledgerHref('/inbox', { search: submissionId })}>In the inbox</a>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
