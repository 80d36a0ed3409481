import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { OrderSwitch } from '#components/sources/order-switch.tsx'
import { SourceTable } from '#components/sources/source-table.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'
import { listSources } from '#lib/queries/list-sources.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Sources' }

const ROWS = 50

export default async function SourcesPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('read')
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/sources" problem={problem} />
  const order = one('order') === 'messages' ? 'messages' : 'fail'
  const cursor = one('cursor')
  const [summary, { sources, nextCursor }, names] = await Promise.all([
    getSummary(tenant, filter),
    listSources(tenant, filter, { limit: ROWS, cursor, order }),
    listDomainNames(tenant),
  ])
  const href = (next: string | null) => pageHref('/sources', filter, { order, cursor: next })
  return (
    <>
      <FilterBar path="/sources" filter={filter} today={today} domains={names} />
      <PageHeading title="Sources">
        {formatCounted(summary.sources, 'address', 'addresses')} sent {formatCounted(summary.messages, 'message')} as
        your domains, as receivers saw them.
      </PageHeading>
      {sources.length === 0 ? (
        <NothingToShow path="/sources" filter={filter} today={today} hasDomains={names.length > 0} />
      ) : (
        <>
          <OrderSwitch filter={filter} order={order} />
          <SourceTable sources={sources} filter={filter} />
        </>
      )}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
    </>
  )
}
