import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { filterHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { ReceiverFacts } from '#components/receivers/receiver-facts.tsx'
import { GroupTable } from '#components/records/group-table.tsx'
import { openBars } from '#components/time/open-bars.ts'
import { SeriesByDay } from '#components/time/series-by-day.tsx'
import { seriesOf } from '#components/time/series-of.ts'
import { Lists } from '#components/ui/lists.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { MoreLink, PageHeading, Section } from '#components/ui/section.tsx'
import { windowBefore } from '#lib/filter.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { listDays } from '#lib/queries/list-days.ts'
import { type GroupBy, listGroups } from '#lib/queries/list-groups.ts'
import { listReceiverHabits, silentDays } from '#lib/queries/list-receiver-habits.ts'
import { listReceivers } from '#lib/queries/list-receivers.ts'
import { ICLOUD } from '#lib/receivers/apple-receivers.ts'

export const dynamic = 'force-dynamic'

type Props = PageProps & { params: Promise<{ id: string }> }

const ROWS = 8

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Receiver ${readPart((await params).id) ?? ''}` }
}

export default async function ReceiverPage({ params, searchParams }: Props) {
  const { tenant, organization } = await pageAccess('read')
  const receiver = readPart((await params).id)
  const { filter: around, problem, today } = await readAddress(searchParams)
  if (!receiver || receiver.includes('\0')) notFound()
  const path = `/receivers/${encodeURIComponent(receiver)}`
  if (!around) return <FilterProblem path={path} problem={problem} />
  // What is known of iCloud has a page of its own, whether or not a report names it.
  if (receiver === ICLOUD) redirect(filterHref('/icloud', around, { receiver: null }))
  const choices = await readChoices(tenant)
  if (choices.receivers[receiver] === undefined) notFound()
  const filter = { ...around, receiver }
  const earlier = windowBefore(filter)
  const groups = async (by: GroupBy) =>
    (await listGroups(tenant, filter, { by, order: by === 'source' ? 'fail' : 'messages', limit: ROWS, cursor: null }))
      .groups
  const [rows, days, daysBefore, sources, domains, dispositions, overrides, habits, recordsKeptFrom] =
    await Promise.all([
      listReceivers(tenant, filter),
      listDays(tenant, filter, 'verdict'),
      earlier && filter.compare ? listDays(tenant, { ...filter, ...earlier }, 'verdict') : null,
      groups('source'),
      groups('domain'),
      groups('disposition'),
      groups('override'),
      listReceiverHabits(tenant, { domain: filter.domain, today }),
      getRecordsKeptFrom(tenant, filter.from),
    ])
  const row = rows.find(({ id }) => id === receiver)
  const habit = habits.find(({ id }) => id === receiver)
  const { days: shown, series } = seriesOf('verdict', days, {})
  const list = (title: string, by: GroupBy, found: typeof sources) => (
    <Section title={title} aside={<MoreLink href={`${filterHref('/records', filter)}&group=${by}`}>All</MoreLink>}>
      <GroupTable by={by} groups={found} filter={filter} names={choices.receivers} isShort />
    </Section>
  )
  return (
    <>
      <FilterBar path={path} filter={filter} today={today} choices={choices} about="receiver" />
      <PageHeading title={choices.receivers[receiver]}>
        {habit && `It reported on ${habit.days} of the 28 days up to its last report. `}
        What it saw of your domains, in its own words.
      </PageHeading>
      {row && (row.messages > 0 || row.reports > 0) ? (
        <>
          <ReceiverFacts receiver={row} silentDays={habit ? silentDays(habit, today) : 0} filter={filter} />
          <SeriesByDay
            {...openBars({ days: shown, before: daysBefore, filter, today })}
            series={series}
            split="verdict"
            height={200}
          />
          <Lists>
            {list('Sources by failing messages', 'source', sources)}
            {list('Domains', 'domain', domains)}
            {list('What it did', 'disposition', dispositions)}
            {list('Overrides', 'override', overrides)}
          </Lists>
          <RecordsRemoved before={recordsKeptFrom}>Overrides are known from there on.</RecordsRemoved>
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
