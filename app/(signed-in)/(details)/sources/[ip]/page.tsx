import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { SourceFacts } from '#components/sources/source-facts.tsx'
import { SourceLists } from '#components/sources/source-lists.tsx'
import { openBars } from '#components/ui/open-bars.ts'
import { PageHeading } from '#components/ui/section.tsx'
import { VerdictByDay } from '#components/ui/verdict-by-day.tsx'
import { parseFilter } from '#lib/filter.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'
import { listSourceAuth } from '#lib/queries/list-source-auth.ts'
import { listSources } from '#lib/queries/list-sources.ts'

export const dynamic = 'force-dynamic'

type Props = PageProps & { params: Promise<{ ip: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ip = readPart((await params).ip)
  return { title: ip === 'none' ? 'Source not readable' : `Source ${ip ?? ''}` }
}

export default async function SourcePage({ params, searchParams }: Props) {
  const { tenant } = await pageAccess('read')
  const { filter: around, problem, today } = await readAddress(searchParams)
  const source = parseFilter({ source: readPart((await params).ip) ?? '?' }, today).filter?.source
  if (!source) notFound()
  const path = `/sources/${encodeURIComponent(source)}`
  if (!around) return <FilterProblem path={path} problem={problem} />
  const filter = { ...around, source }
  const [{ sources }, days, receivers, auth, names, recordsKeptFrom] = await Promise.all([
    listSources(tenant, filter, { limit: 1, cursor: null, order: 'messages' }),
    listDays(tenant, filter, 'verdict'),
    listReceivers(tenant, filter),
    listSourceAuth(tenant, filter),
    listDomainNames(tenant),
    getRecordsKeptFrom(tenant, filter.from),
  ])
  const row = sources[0]
  return (
    <>
      <FilterBar path={path} filter={filter} today={today} domains={names} isSourcePage />
      <PageHeading title={source === 'none' ? 'Source not readable' : source} />
      {row ? (
        <>
          <SourceFacts source={row} filter={filter} />
          <VerdictByDay {...openBars(days, filter, today)} height={200} />
          <SourceLists receivers={receivers} auth={auth} filter={filter} recordsKeptFrom={recordsKeptFrom} />
        </>
      ) : (
        <NothingToShow path={path} filter={filter} today={today} hasDomains={names.length > 0} />
      )}
    </>
  )
}
