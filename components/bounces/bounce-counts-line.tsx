import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import type { BounceCounts } from '#lib/queries/rows.ts'

import { BOUNCE_KIND_WORDS } from './bounce-words.ts'

const KINDS = ['refused', 'deferred', 'suppressed', 'unreachable'] as const

/** How many bounces there are: those of one's own mail by outcome, and apart from them the unverified. */
export function BounceCountsLine({ counts }: { counts: BounceCounts }) {
  const verified = KINDS.reduce((sum, kind) => sum + counts[kind], 0)
  const parts = KINDS.filter((kind) => counts[kind] > 0).map(
    (kind) => `${formatCount(counts[kind])} ${BOUNCE_KIND_WORDS[kind].word}`,
  )
  return (
    <>
      {formatCounted(verified, 'message')} of yours did not arrive, or not at once
      {parts.length > 0 && `: ${parts.join(', ')}`}.
      {counts.unverified > 0 &&
        ` Apart from these, ${formatCounted(counts.unverified, 'bounce')} of mail that is not shown to be yours: listed here, and in no figure.`}
    </>
  )
}
