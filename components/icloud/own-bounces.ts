import { bouncesHref } from '#components/bounces/bounce-href.ts'
import type { BounceFilter } from '#lib/bounce-filter.ts'
import type { Filter } from '#lib/filter.ts'

/** The bounces of one's own mail to Apple behind a number of the page. */
export function ownBouncesHref(
  { from, to, domain, source }: Filter,
  changes: Partial<BounceFilter> = { kind: 'refused' },
): string {
  return bouncesHref({ from, to, domain, source, isIcloud: true, verified: true, ...changes })
}
