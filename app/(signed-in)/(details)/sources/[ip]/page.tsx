import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { filterHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { RecordList } from '#components/records/record-list.tsx'
import { SourceFacts } from '#components/sources/source-facts.tsx'
import { SourceLists } from '#components/sources/source-lists.tsx'
import { openBars } from '#components/time/open-bars.ts'
import { SeriesByDay } from '#components/time/series-by-day.tsx'
import { seriesOf } from '#components/time/series-of.ts'
import { MoreLink, PageHeading, Section } from '#components/ui/section.tsx'
import { windowBefore } from '#lib/filter.ts'
import { parseFilter } from '#lib/parse-filter.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { listGroups } from '#lib/queries/list-groups.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'
import { listRecords } from '#lib/queries/list-records.ts'
import { listSourceAuth } from '#lib/queries/list-source-auth.ts'
import { listSources } from '#lib/queries/list-sources.ts'

export const dynamic = 'force-dynamic'

type Props = PageProps & { params: Promise<{ ip: string }> }

const RECORDS = 10
const FROM_DOMAINS = 20

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ip = readPart((await params).ip)
  return { title: ip === 'none' ? 'Source not readable' : `Source ${ip ?? ''}` }
}

export default async function SourcePage({ params, searchParams }: Props) {
  const { tenant, organization } = await pageAccess('read')
  const { filter: around, problem, today } = await readAddress(searchParams)
  const source = parseFilter({ source: readPart((await params).ip) ?? '?' }, today).filter?.source
  if (!source) notFound()
  const path = `/sources/${encodeURIComponent(source)}`
  if (!around) return <FilterProblem path={path} problem={problem} />
  const filter = { ...around, source }
  const earlier = windowBefore(filter)
  const [{ sources }, summary, days, daysBefore, receivers, froms, auth, records, choices, recordsKeptFrom] =
    await Promise.all([
      listSources(tenant, filter, { limit: 1, cursor: null, order: 'messages' }),
      getSummary(tenant, filter),
      listDays(tenant, filter, 'verdict'),
      earlier && filter.compare ? listDays(tenant, { ...filter, ...earlier }, 'verdict') : null,
      listReceivers(tenant, filter),
      listGroups(tenant, filter, { by: 'headerFrom', order: 'messages', limit: FROM_DOMAINS, cursor: null }),
      listSourceAuth(tenant, filter),
      listRecords(tenant, filter, { limit: RECORDS, cursor: null }),
      readChoices(tenant),
      getRecordsKeptFrom(tenant, filter.from),
    ])
  const row = sources[0]
  const { days: shown, series } = seriesOf('verdict', days, {})
  return (
    <>
      <FilterBar path={path} filter={filter} today={today} choices={choices} about="source" />
      <PageHeading title={source === 'none' ? 'Source not readable' : source} />
      {row ? (
        <>
          <SourceFacts source={row} summary={summary} filter={filter} />
          <SeriesByDay
            {...openBars({ days: shown, before: daysBefore, filter, today })}
            series={series}
            split="verdict"
            height={200}
          />
          <SourceLists
            receivers={receivers}
            froms={froms.groups}
            auth={auth}
            filter={filter}
            recordsKeptFrom={recordsKeptFrom}
          />
          <Section
            title="Latest records"
            aside={<MoreLink href={filterHref('/records', filter)}>All records</MoreLink>}
          >
            <RecordList caption="The latest records of this source" records={records.records} filter={filter} />
          </Section>
        </>
      ) : (
        <NothingToShow
          path={path}
          filter={around}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      )}
    </>
  )
}
