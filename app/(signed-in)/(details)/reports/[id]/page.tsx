import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { pageAccess } from '#app/page-access.ts'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import { RecordList } from '#components/reports/record-list.tsx'
import { ReportFacts } from '#components/reports/report-facts.tsx'
import { WarningList } from '#components/reports/warning-list.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { formatCounted } from '#lib/format/format-count.ts'
import { formatReportDays } from '#lib/format/format-day.ts'
import { getReport } from '#lib/queries/get-report.ts'
import { listReportRecords } from '#lib/queries/list-report-records.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Report' }

const ROWS = 50

export default async function ReportPage({ params, searchParams }: PageProps & { params: Promise<{ id: string }> }) {
  const { tenant } = await pageAccess('read')
  const id = readPart((await params).id)
  const { one } = await readAddress(searchParams)
  const cursor = one('cursor')
  const report = id && (await getReport(tenant, id))
  if (!report) notFound()
  const { records, nextCursor } = await listReportRecords(tenant, report.id, { limit: ROWS, cursor })
  const path = `/reports/${encodeURIComponent(report.id)}`
  return (
    <>
      <PageHeading
        title={
          <>
            <ReceiverName id={report.receiver} name={report.receiverName} /> about {report.domain},{' '}
            {formatReportDays(report.begin, report.end)}
          </>
        }
      >
        {formatCounted(report.messages, 'message')} in {formatCounted(report.records, 'record')}:{' '}
        {formatCounted(report.pass, 'passes', 'pass')}, {formatCounted(report.fail, 'fails', 'fail')}.
      </PageHeading>
      <ReportFacts report={report} />
      <WarningList warnings={report.warnings} errors={report.errors} />
      <RecordList records={records} total={report.records} removedBefore={report.recordsRemovedBefore} />
      <Pager firstHref={cursor && path} nextHref={nextCursor && `${path}?cursor=${encodeURIComponent(nextCursor)}`} />
    </>
  )
}
