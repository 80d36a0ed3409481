import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { SourceHeat } from '#components/heat/source-heat.tsx'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref, pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { SearchForm } from '#components/layout/search-form.tsx'
import { SourceTable } from '#components/sources/source-table.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { PageHeading, Toolbar } from '#components/ui/section.tsx'
import { windowBefore } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { sourceTimes } from '#lib/format/source-times.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listSourceDays } from '#lib/queries/list-source-days.ts'
import { listSourcesToApple } from '#lib/queries/list-sources-to-apple.ts'
import { SOURCE_ORDERS, listSources } from '#lib/queries/list-sources.ts'
import type { SourceDay } from '#lib/queries/rows.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Sources' }

const ROWS = 50
/** Rows of the heat map: beyond this it is taller than a screen. */
const HEAT_ROWS = 20

export default async function SourcesPage({ searchParams }: PageProps) {
  const { tenant, organization } = await pageAccess('read')
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/sources" problem={problem} />
  const order = SOURCE_ORDERS.find((word) => word === one('order')) ?? 'fail'
  const isReversed = one('reverse') === 'true'
  const search = one('search')
  const cursor = one('cursor')
  const [summary, { sources, nextCursor }, choices] = await Promise.all([
    getSummary(tenant, filter),
    listSources(tenant, filter, { limit: ROWS, cursor, order, isReversed, search }),
    readChoices(tenant),
  ])
  const ips = sources.map(({ ip }) => ip)
  const earlier = filter.compare && windowBefore(filter)
  const [days, toApple, daysBefore] = await Promise.all([
    listSourceDays(tenant, filter, ips),
    listSourcesToApple(tenant, filter, ips),
    earlier ? listSourceDays(tenant, { ...filter, ...earlier }, ips) : null,
  ])
  const { slots, times } = sourceTimes(ips, days, { window: filter, today })
  const extra = { order, reverse: isReversed ? 'true' : null, search }
  const href = (next: string | null) => pageHref('/sources', filter, { ...extra, cursor: next })
  return (
    <>
      <FilterBar path="/sources" filter={filter} today={today} choices={choices} />
      <PageHeading title="Sources">
        {formatCounted(summary.sources, 'address', 'addresses')} sent {formatCounted(summary.messages, 'message')} as
        your domains, as receivers saw them.
      </PageHeading>
      <Toolbar>
        <SearchForm
          path="/sources"
          filter={filter}
          extra={{ ...extra, search: null }}
          label="Part of an address, or a network"
          search={search}
        />
        <ExportLinks what="sources" href={apiHref('/sources', filter, extra)} />
      </Toolbar>
      {sources.length === 0 && search !== null && <Quiet>No source here has {search} in its address.</Quiet>}
      {sources.length === 0 && search === null && (
        <NothingToShow
          path="/sources"
          filter={filter}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      )}
      {sources.length > 0 && (
        <SourceTable
          sources={sources}
          times={times}
          toApple={toApple}
          before={daysBefore && sumBySource(daysBefore)}
          filter={filter}
          order={order}
          isReversed={isReversed}
          search={search}
        />
      )}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
      {slots.length > 1 && <SourceHeat slots={slots} times={times.slice(0, HEAT_ROWS)} filter={filter} />}
    </>
  )
}

function sumBySource(days: SourceDay[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { ip, messages } of days) sums[ip ?? 'none'] = (sums[ip ?? 'none'] ?? 0) + messages
  return sums
}
