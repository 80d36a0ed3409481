import type { Metadata } from 'next'

import { readChoices } from '#app/(signed-in)/read-choices.ts'
import { pageAccess } from '#app/page-access.ts'
import { FilterBar } from '#components/layout/filter-bar.tsx'
import { apiHref, pageHref } from '#components/layout/filter-href.ts'
import { FilterProblem } from '#components/layout/filter-problem.tsx'
import { NothingToShow } from '#components/layout/nothing-to-show.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ReportTable } from '#components/reports/report-table.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { isNarrow } from '#lib/filter.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { getRecordsKeptFrom } from '#lib/queries/get-retention.ts'
import { getSummary } from '#lib/queries/get-summary.ts'
import { listReports } from '#lib/queries/list-reports.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Reports' }

const ROWS = 50

export default async function ReportsPage({ searchParams }: PageProps) {
  const { tenant, organization } = await pageAccess('read')
  const { filter, problem, today, one } = await readAddress(searchParams)
  if (!filter) return <FilterProblem path="/reports" problem={problem} />
  const cursor = one('cursor')
  const [summary, { reports, nextCursor }, choices, recordsKeptFrom] = await Promise.all([
    getSummary(tenant, filter),
    listReports(tenant, filter, { limit: ROWS, cursor }),
    readChoices(tenant),
    getRecordsKeptFrom(tenant, filter.from),
  ])
  const href = (next: string | null) => pageHref('/reports', filter, { cursor: next })
  return (
    <>
      <FilterBar path="/reports" filter={filter} today={today} choices={choices} />
      <PageHeading title="Reports">
        {formatCounted(summary.reports, 'report')} about {formatCounted(summary.messages, 'message')}, newest first.
      </PageHeading>
      {isNarrow(filter) && (
        <RecordsRemoved before={recordsKeptFrom}>
          Which older reports hold such messages is no longer known.
        </RecordsRemoved>
      )}
      {reports.length === 0 ? (
        <NothingToShow
          path="/reports"
          filter={filter}
          today={today}
          domains={choices.domains}
          isDemo={organization.isDemo}
        />
      ) : (
        <>
          <ReportTable reports={reports} />
          <ExportLinks what="reports" href={apiHref('/reports', filter)} />
        </>
      )}
      <Pager firstHref={cursor && href(null)} nextHref={nextCursor && href(nextCursor)} />
    </>
  )
}
