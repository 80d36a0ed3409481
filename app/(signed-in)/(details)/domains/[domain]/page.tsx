import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { PolicyTable } from '#components/domains/policy-table.tsx'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref, arrivalsHref, filterHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { Headline } from '#components/overview/headline.tsx'
import { GroupTable } from '#components/records/group-table.tsx'
import { openBars } from '#components/time/open-bars.ts'
import { SeriesByDay } from '#components/time/series-by-day.tsx'
import { seriesOf } from '#components/time/series-of.ts'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Lists } from '#components/ui/lists.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { MoreLink, PageHeading, Section } from '#components/ui/section.tsx'
import { windowBefore } from '#lib/filter.ts'
import { formatDay } from '#lib/format/format-day.ts'
import { parseFilter } from '#lib/parse-filter.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { type GroupBy, listGroups } from '#lib/queries/list-groups.ts'
import { listPolicies } from '#lib/queries/list-policies.ts'

export const dynamic = 'force-dynamic'

type Props = PageProps & { params: Promise<{ domain: string }> }

const ROWS = 10

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Domain ${readPart((await params).domain) ?? ''}` }
}

export default async function DomainPage({ params, searchParams }: Props) {
  const { tenant, organization } = await pageAccess('read')
  const { filter: around, problem, today } = await readAddress(searchParams)
  const domain = parseFilter({ domain: readPart((await params).domain) ?? undefined }, today).filter?.domain
  if (!domain) notFound()
  const path = `/domains/${encodeURIComponent(domain)}`
  if (!around) return <FilterProblem path={path} problem={problem} />
  const choices = await readChoices(tenant)
  if (!choices.domains.includes(domain)) notFound()
  const filter = { ...around, domain }
  const earlier = windowBefore(filter)
  const groups = async (by: GroupBy) =>
    (await listGroups(tenant, filter, { by, order: by === 'source' ? 'fail' : 'messages', limit: ROWS, cursor: null }))
      .groups
  const [summary, before, days, daysBefore, policies, froms, sources, receivers, recordsKeptFrom] = await Promise.all([
    getSummary(tenant, filter),
    earlier && getSummary(tenant, { ...filter, ...earlier }),
    listDays(tenant, filter, 'verdict'),
    earlier && filter.compare ? listDays(tenant, { ...filter, ...earlier }, 'verdict') : null,
    listPolicies(tenant, filter),
    groups('headerFrom'),
    groups('source'),
    groups('receiver'),
    getRecordsKeptFrom(tenant, filter.from),
  ])
  const { days: shown, series } = seriesOf('verdict', days, {})
  const list = (title: string, by: GroupBy, found: typeof froms) => (
    <Section title={title} aside={<MoreLink href={`${filterHref('/records', filter)}&group=${by}`}>All</MoreLink>}>
      <GroupTable by={by} groups={found} filter={filter} names={choices.receivers} isShort />
    </Section>
  )
  return (
    <>
      <FilterBar path={path} filter={filter} today={today} choices={choices} about="domain" />
      <PageHeading title={domain}>
        {policySentence(policies)} <a href={arrivalsHref(domain)}>Do reports arrive?</a>
      </PageHeading>
      {summary.messages === 0 && summary.reports === 0 ? (
        <NothingToShow
          path={path}
          filter={around}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      ) : (
        <>
          <Headline summary={summary} before={before} filter={filter} />
          <SeriesByDay
            {...openBars({ days: shown, before: daysBefore, filter, today })}
            series={series}
            split="verdict"
            height={200}
          />
          <Section title="Policy, as reports quote it">
            <PolicyTable periods={policies} />
            <ExportLinks what="policies" href={apiHref('/policies', filter)} />
          </Section>
          <Lists>
            {list('Domain of From: itself and its subdomains', 'headerFrom', froms)}
            {list('Sources by failing messages', 'source', sources)}
            {list('Receivers', 'receiver', receivers)}
          </Lists>
          <RecordsRemoved before={recordsKeptFrom}>The domains of From are known from there on.</RecordsRemoved>
        </>
      )}
    </>
  )
}

/** Since when the present policy is quoted, as far as the window reaches. */
function policySentence(policies: Awaited<ReturnType<typeof listPolicies>>): string {
  const [now, ...earlier] = policies
  if (!now) return 'No report of these days quotes a policy.'
  const word = now.p ?? 'a policy that is none of the three'
  if (earlier.length === 0) return `Asks for ${word} in all reports of these days.`
  return `Asks for ${word}, quoted first on ${formatDay(now.firstDay)}; ${earlier.length === 1 ? 'another policy was' : `${earlier.length} other policies were`} quoted in these days.`
}
