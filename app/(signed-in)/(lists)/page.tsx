import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { AttentionList } from '#components/overview/attention-list.tsx'
import { DomainList } from '#components/overview/domain-list.tsx'
import { Headline } from '#components/overview/headline.tsx'
import { ReceiverList } from '#components/overview/receiver-list.tsx'
import { SourceList } from '#components/overview/source-list.tsx'
import { UnknownDomains } from '#components/overview/unknown-domains.tsx'
import { openBars } from '#components/time/open-bars.ts'
import { SeriesByDay } from '#components/time/series-by-day.tsx'
import { SPLITS, type Split, seriesOf } from '#components/time/series-of.ts'
import { Lists } from '#components/ui/lists.tsx'
import { can } from '#lib/auth/access.ts'
import { windowBefore } from '#lib/filter.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listAttention } from '#lib/queries/list-attention.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { listDomains } from '#lib/queries/list-domains.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'
import { listSources } from '#lib/queries/list-sources.ts'
import { listUnknownDomains } from '#lib/queries/list-unknown-domains.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ searchParams }: PageProps) {
  const access = await pageAccess('read')
  const { tenant, organization } = access
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/" problem={problem} />
  const split = SPLITS.find((word) => word === one('by')) ?? 'verdict'
  const earlier = windowBefore(filter)
  const [summary, before, days, daysBefore, { sources }, receivers, { domains }, attention, unknown, choices] =
    await Promise.all([
      getSummary(tenant, filter),
      earlier && getSummary(tenant, { ...filter, ...earlier }),
      listDays(tenant, filter, split),
      earlier && filter.compare ? listDays(tenant, { ...filter, ...earlier }, 'verdict') : null,
      listSources(tenant, filter, { limit: 6, cursor: null, order: 'fail' }),
      listReceivers(tenant, filter),
      listDomains(tenant, filter, { limit: 500, cursor: null }),
      listAttention(tenant, { domain: filter.domain, today }),
      can(access, 'ledger') ? listUnknownDomains(tenant) : [],
      readChoices(tenant),
    ])
  const hasData = summary.messages > 0 || summary.reports > 0
  const { days: shown, series } = seriesOf(split, days, choices.receivers)
  const splits = Object.fromEntries(
    SPLITS.map((by) => [by, pageHref('/', filter, { by: by === 'verdict' ? null : by })]),
  ) as Record<Split, string>
  return (
    <>
      <h1 className="visually-hidden">Overview</h1>
      <FilterBar path="/" filter={filter} today={today} choices={choices} />
      <UnknownDomains domains={unknown} mayAdd={can(access, 'manage') && !organization.isDemo} />
      {!hasData ? (
        <NothingToShow path="/" filter={filter} today={today} domains={choices.domains} isDemo={organization.isDemo} />
      ) : (
        <>
          <Headline summary={summary} before={before} filter={filter} />
          <SeriesByDay
            {...openBars({ days: shown, before: daysBefore, filter, today })}
            series={series}
            split={split}
            splits={splits}
          />
        </>
      )}
      <Lists>
        {hasData && (
          <div>
            <AttentionList attention={attention} filter={filter} />
            {domains.length > 1 && <DomainList domains={domains} filter={filter} />}
          </div>
        )}
        {hasData && <SourceList sources={sources} filter={filter} />}
        <ReceiverList receivers={receivers} filter={filter} />
      </Lists>
    </>
  )
}
