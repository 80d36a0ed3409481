import { filterHref, sourceHref } from '#components/layout/filter-href.ts'
import { NumberLink } from '#components/ui/number-link.tsx'
import type { Filter } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import type { SourceRow } from '#lib/queries/rows.ts'

import { AppleMark } from './apple-mark.tsx'

import classes from './source-name.module.css'

type Props = {
  source: SourceRow
  /** Messages of it to recipients at Apple, where a receiver names any. */
  toApple?: number | undefined
  filter: Filter
}

/** An address that leads to its own page, with Apple's mark where it lies in a network of Apple's, and, apart, where its mail went to. */
export function SourceName({ source, toApple, filter }: Props) {
  return (
    <span className={classes.name}>
      <NumberLink href={sourceHref(source.ip, filter)}>{source.ip ?? 'not readable'}</NumberLink>
      {source.appleNetwork && <AppleMark network={source.appleNetwork} />}
      {toApple !== undefined && (
        <span className={classes.to}>
          <NumberLink href={filterHref('/icloud', filter, { source: source.ip })}>
            {formatCounted(toApple, 'message')} to Apple
          </NumberLink>
        </span>
      )}
    </span>
  )
}
