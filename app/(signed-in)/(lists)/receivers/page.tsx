import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { Flow } from '#components/flow/flow.tsx'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ReceiverShares } from '#components/receivers/receiver-shares.tsx'
import { ReceiverTable } from '#components/receivers/receiver-table.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { windowBefore } from '#lib/filter.ts'
import { listFlows } from '#lib/queries/list-flows.ts'
import { listReceiverHabits, silentDays } from '#lib/queries/list-receiver-habits.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Receivers' }

export default async function ReceiversPage({ searchParams }: PageProps) {
  const { tenant, organization } = await pageAccess('read')
  const { filter, problem, today } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/receivers" problem={problem} />
  const earlier = filter.compare && windowBefore(filter)
  const [receivers, before, flows, habits, choices] = await Promise.all([
    listReceivers(tenant, filter),
    earlier ? listReceivers(tenant, { ...filter, ...earlier }) : null,
    listFlows(tenant, filter),
    listReceiverHabits(tenant, { domain: filter.domain, today }),
    readChoices(tenant),
  ])
  const hasReports = receivers.some(({ messages, reports }) => messages > 0 || reports > 0)
  const silent = habits.map((habit) => [habit.id, silentDays(habit, today)] as const).filter(([, days]) => days > 0)
  return (
    <>
      <FilterBar path="/receivers" filter={filter} today={today} choices={choices} />
      <PageHeading title="Receivers">
        Operators of mailboxes that received mail from your domains and sent a report about it. Shares are of the
        messages at receivers that report.
      </PageHeading>
      {!hasReports && (
        <NothingToShow
          path="/receivers"
          filter={filter}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      )}
      <ReceiverTable
        receivers={receivers}
        silent={Object.fromEntries(silent)}
        before={before && Object.fromEntries(before.map(({ id, messages }) => [id, messages]))}
        filter={filter}
      />
      <ExportLinks what="receivers" href={apiHref('/receivers', filter)} />
      {hasReports && (
        <>
          <ReceiverShares receivers={receivers} filter={filter} />
          <Flow flows={flows} names={choices.receivers} filter={filter} />
        </>
      )}
    </>
  )
}
