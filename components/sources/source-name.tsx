import { sourceHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

import { AppleMark } from './apple-mark.tsx'

import classes from './source-name.module.css'

/** An address that leads to its own page, with Apple's mark where it lies in a network of Apple's. */
export function SourceName({ source, filter }: { source: SourceRow; filter: Filter }) {
  return (
    <span className={classes.name}>
      <NumberLink href={sourceHref(source.ip, filter)}>{source.ip ?? 'not readable'}</NumberLink>
      {source.appleNetwork && <AppleMark network={source.appleNetwork} />}
    </span>
  )
}
