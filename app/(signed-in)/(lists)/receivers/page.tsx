import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ReceiverTable } from '#components/receivers/receiver-table.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { listDomainNames } from '#lib/queries/list-domains.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Receivers' }

export default async function ReceiversPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('read')
  const { filter, problem, today } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/receivers" problem={problem} />
  const [receivers, names] = await Promise.all([listReceivers(tenant, filter), listDomainNames(tenant)])
  const hasReports = receivers.some(({ messages, reports }) => messages > 0 || reports > 0)
  return (
    <>
      <FilterBar path="/receivers" filter={filter} today={today} domains={names} />
      <PageHeading title="Receivers">
        Operators of mailboxes that received mail from your domains and sent a report about it. Shares are of the
        messages at receivers that report.
      </PageHeading>
      {!hasReports && <NothingToShow path="/receivers" filter={filter} today={today} hasDomains={names.length > 0} />}
      <ReceiverTable receivers={receivers} filter={filter} />
    </>
  )
}
