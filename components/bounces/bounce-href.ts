import { filterHref } from '#components/layout/filter-href.ts'
import type { BounceFilter } from '#lib/bounce-filter.ts'

/** The list of bounces, narrowed to this. */
export function bouncesHref(filter: Partial<BounceFilter>): string {
  return filterHref('/bounces', filter)
}

/** A bounce's own page. */
export function bounceHref(id: string): string {
  return `/bounces/${encodeURIComponent(id)}`
}
