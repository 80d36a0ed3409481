import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { BounceCountsLine } from '#components/bounces/bounce-counts-line.tsx'
import { BounceFilterBar } from '#components/bounces/bounce-filter-bar.tsx'
import { BounceTable } from '#components/bounces/bounce-table.tsx'
import { NoBouncesYet, NoSuchBounces } from '#components/bounces/no-bounces.tsx'
import { pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { parseBounceFilter } from '#lib/bounce-filter.ts'
import { allTime } from '#lib/format/range-presets.ts'
import { countBounces, hasBounces, listBounceReceivers, listBounces } from '#lib/queries/list-bounces.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Bounces' }

const ROWS = 50

export default async function BouncesPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('read')
  const { today, one } = await readAddress(searchParams)
  // What one file tells of may be of any day.
  const days = one('submission') && !one('from') && !one('to') ? allTime(today) : {}
  const { filter, problem } = parseBounceFilter({ ...(await searchParams), ...days }, today)
  if (!filter) return <FilterProblem path="/bounces" problem={problem} />
  const cursor = one('cursor')
  const [counts, { bounces, nextCursor }, receivers, domains, isFilled] = await Promise.all([
    countBounces(tenant, filter),
    listBounces(tenant, filter, { limit: ROWS, cursor }),
    listBounceReceivers(tenant, filter),
    listDomainNames(tenant),
    hasBounces(tenant),
  ])
  const href = (next: string | null) => pageHref('/bounces', filter, { cursor: next })
  return (
    <>
      <BounceFilterBar filter={filter} today={today} domains={domains} receivers={receivers} />
      <PageHeading title="Bounces">
        {isFilled ? (
          <BounceCountsLine counts={counts} />
        ) : (
          'What receivers answered to mail that they did not take, with its meaning as far as it is known.'
        )}
      </PageHeading>
      {bounces.length > 0 && (
        <>
          <BounceTable bounces={bounces} />
          <ExportLinks what="bounces" href={pageHref('/api/v1/bounces', filter, {})} />
        </>
      )}
      {bounces.length === 0 && (isFilled ? <NoSuchBounces filter={filter} today={today} /> : <NoBouncesYet />)}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
    </>
  )
}
