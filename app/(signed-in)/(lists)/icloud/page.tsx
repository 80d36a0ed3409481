import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { Answers } from '#components/icloud/answers.tsx'
import { AppleAsReceiver } from '#components/icloud/apple-as-receiver.tsx'
import { AppleAsSource } from '#components/icloud/apple-as-source.tsx'
import { Certainties } from '#components/icloud/certainties.tsx'
import { Complaints } from '#components/icloud/complaints.tsx'
import { SourcesRefused } from '#components/icloud/sources-refused.tsx'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { PageHeading } from '#components/ui/section.tsx'
import { knownAsOf } from '#lib/apple/statements.ts'
import { formatMonth } from '#lib/format/format-day.ts'
import { getIcloudBounces } from '#lib/queries/get-icloud-bounces.ts'
import { getIcloud } from '#lib/queries/get-icloud.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'iCloud' }

export default async function IcloudPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('read')
  const { filter, problem, today } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/icloud" problem={problem} />
  const [icloud, bounces, choices, recordsKeptFrom] = await Promise.all([
    getIcloud(tenant, filter),
    getIcloudBounces(tenant, filter),
    readChoices(tenant),
    getRecordsKeptFrom(tenant, filter.from),
  ])
  return (
    <>
      <FilterBar path="/icloud" filter={filter} today={today} choices={choices} />
      <PageHeading title="iCloud">
        What Apple answers to your mail, what others report of the same sources, and what nobody outside Apple can know.
        As of {formatMonth(`${knownAsOf}-01`)}.
      </PageHeading>
      <Certainties bounces={bounces} reports={icloud.reports} filter={filter} />
      <Answers bounces={bounces} filter={filter} today={today} />
      <SourcesRefused sources={bounces.sources} filter={filter} />
      <Complaints complaints={bounces.complaints} filter={filter} />
      <AppleAsReceiver recipients={icloud.recipients} filter={filter} recordsKeptFrom={recordsKeptFrom} />
      <AppleAsSource sources={icloud.sources} filter={filter} />
    </>
  )
}
