import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { pageAccess } from '#app/page-access.ts'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { readPart } from '#components/layout/read-part.ts'
import { ReceiverName } from '#components/receivers/receiver-name.tsx'
import { RecordList } from '#components/records/record-list.tsx'
import { ReportFacts } from '#components/reports/report-facts.tsx'
import { ReportXml } from '#components/reports/report-xml.tsx'
import { Suspicion } from '#components/reports/suspicion.tsx'
import { WarningList } from '#components/reports/warning-list.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { RecordsRemoved } from '#components/ui/records-removed.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { unfiltered } from '#lib/filter.ts'
import { formatCount, formatCounted } from '#lib/format/format-count.ts'
import { formatReportDays } from '#lib/format/format-day.ts'
import { getReport } from '#lib/queries/get-report.ts'
import { listReportRecords } from '#lib/queries/list-report-records.ts'
import type { ReportDetail } from '#lib/queries/rows.ts'

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
  const [from, to] = [report.begin.slice(0, 10), report.end.slice(0, 10)]
  const around = { ...unfiltered({ from, to }), domain: report.domain }
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
      <Suspicion report={report} />
      <WarningList warnings={report.warnings} errors={report.errors} />
      <Section title={`Records (${formatCount(report.records)})`}>
        <RecordsRemoved before={report.recordsRemovedBefore}>
          The counts above are those of the whole report.
        </RecordsRemoved>
        {records.length > 0 ? (
          <>
            <RecordList caption="The records of this report" records={records} policy={report.policy} filter={around} />
            <ExportLinks what="the records" href={`/api/v1${path}/records`} />
          </>
        ) : (
          <p>{noRecords(report)}</p>
        )}
      </Section>
      <Pager firstHref={cursor && path} nextHref={nextCursor && `${path}?cursor=${encodeURIComponent(nextCursor)}`} />
      <ReportXml id={report.id} isKept={report.bytesRemovedAt === null} />
    </>
  )
}

function noRecords({ records, recordsRemovedBefore }: ReportDetail): string {
  if (records === 0) return 'The report has no records.'
  return recordsRemovedBefore === null ? 'There are no more records.' : 'The report has no records any more.'
}
