import { Fragment } from 'react'

import { narrowedTo } from '#components/layout/field-words.ts'
import { arrivalsHref } from '#components/layout/filter-href.ts'
import { Quiet } from '#components/ui/quiet.tsx'
import type { Filter } from '#lib/filter.ts'

const SHOWN = 20

/** Domains that nobody reported on in these days, each with the way to why; nothing where the filter leaves them out. */
export function DomainsWithoutReport({ domains, filter }: { domains: string[]; filter: Filter }) {
  if (domains.length === 0 || filter.domain !== null || narrowedTo(filter).length > 0) return null
  const more = domains.length - SHOWN
  return (
    <Quiet>
      No report of these days is about{' '}
      {domains.slice(0, SHOWN).map((domain, index) => (
        <Fragment key={domain}>
          {index > 0 && ', '}
          {domain} (<a href={arrivalsHref(domain)}>do reports arrive?</a>)
        </Fragment>
      ))}
      {more > 0 && ` and ${more} others`}.
    </Quiet>
  )
}
