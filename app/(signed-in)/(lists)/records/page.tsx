import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref, pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { GroupSwitch } from '#components/records/group-switch.tsx'
import { GroupTable } from '#components/records/group-table.tsx'
import { RecordList } from '#components/records/record-list.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { Quiet } from '#components/ui/quiet.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { PageHeading, Toolbar } from '#components/ui/section.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { GROUPS, isOverlapping, listGroups } from '#lib/queries/list-groups.ts'
import { listRecords } from '#lib/queries/list-records.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Records' }

const ROWS = 50

export default async function RecordsPage({ searchParams }: PageProps) {
  const { tenant, organization } = await pageAccess('read')
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/records" problem={problem} />
  const cursor = one('cursor')
  const page = { limit: ROWS, cursor }
  const by = GROUPS.find((word) => word === one('group')) ?? null
  const [summary, groups, records, choices, recordsKeptFrom] = await Promise.all([
    getSummary(tenant, filter),
    by && listGroups(tenant, filter, { ...page, by, order: filter.verdict === 'fail' ? 'fail' : 'messages' }),
    by ? null : listRecords(tenant, filter, page),
    readChoices(tenant),
    getRecordsKeptFrom(tenant, filter.from),
  ])
  const nextCursor = (groups ?? records)?.nextCursor ?? null
  const href = (next: string | null) => pageHref('/records', filter, { group: by, cursor: next })
  return (
    <>
      <FilterBar path="/records" filter={filter} today={today} choices={choices} />
      <PageHeading title="Records">
        {formatCounted(summary.messages, 'message')}, of which {formatCounted(summary.fail, 'fails', 'fail')}, in the
        rows that receivers reported. Each value opens the records that share it.
      </PageHeading>
      <Toolbar>
        <GroupSwitch filter={filter} by={by} groups={GROUPS} />
        <ExportLinks what="these rows" href={by ? apiHref('/groups', filter, { by }) : apiHref('/records', filter)} />
      </Toolbar>
      <RecordsRemoved before={recordsKeptFrom}>
        Messages of the days before still count in the daily sums, but not in what only records can answer.
      </RecordsRemoved>
      {by && isOverlapping(by) && (
        <Quiet>A message counts once for each of its values, so these lines may add up to more than there are.</Quiet>
      )}
      {groups && groups.groups.length > 0 && (
        <GroupTable by={by!} groups={groups.groups} filter={filter} names={choices.receivers} />
      )}
      {records && records.records.length > 0 && (
        <RecordList caption="Records that match the filter" records={records.records} filter={filter} />
      )}
      {(groups?.groups ?? records?.records ?? []).length === 0 && (
        <NothingToShow
          path="/records"
          filter={filter}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      )}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
    </>
  )
}
