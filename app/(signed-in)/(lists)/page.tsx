import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { DomainList } from '#components/overview/domain-list.tsx'
import { Headline } from '#components/overview/headline.tsx'
import { ReceiverList } from '#components/overview/receiver-list.tsx'
import { SourceList } from '#components/overview/source-list.tsx'
import { Lists } from '#components/ui/lists.tsx'
import { openBars } from '#components/ui/open-bars.ts'
import { VerdictByDay } from '#components/ui/verdict-by-day.tsx'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { listDomainNames, listDomains } from '#lib/queries/list-domains.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'
import { listSources } from '#lib/queries/list-sources.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('read')
  const { filter, problem, today } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/" problem={problem} />
  const [summary, days, { sources }, receivers, { domains }, names] = await Promise.all([
    getSummary(tenant, filter),
    listDays(tenant, filter, 'verdict'),
    listSources(tenant, filter, { limit: 6, cursor: null, order: 'fail' }),
    listReceivers(tenant, filter),
    listDomains(tenant, filter, { limit: 500, cursor: null }),
    listDomainNames(tenant),
  ])
  const hasData = summary.messages > 0 || summary.reports > 0
  return (
    <>
      <h1 className="visually-hidden">Overview</h1>
      <FilterBar path="/" filter={filter} today={today} domains={names} />
      {!hasData ? (
        <NothingToShow path="/" filter={filter} today={today} hasDomains={names.length > 0} />
      ) : (
        <>
          <Headline summary={summary} filter={filter} />
          <VerdictByDay {...openBars(days, filter, today)} />
        </>
      )}
      <Lists>
        {hasData && <SourceList sources={sources} filter={filter} />}
        <ReceiverList receivers={receivers} filter={filter} />
        {domains.length > 1 && <DomainList domains={domains} filter={filter} />}
      </Lists>
    </>
  )
}
