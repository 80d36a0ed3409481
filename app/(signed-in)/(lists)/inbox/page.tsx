import type { Metadata } from 'next'
import Link from 'next/link'

import { pageAccess } from '#app/page-access.ts'
import { StatusFilter } from '#components/inbox/status-filter.tsx'
import { SubmissionTable } from '#components/inbox/submission-table.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { STATUSES } from '#lib/queries/ledger-words.ts'
import { listSubmissions } from '#lib/queries/list-submissions.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Inbox' }

const ROWS = 50

export default async function InboxPage({ searchParams }: PageProps) {
  const { tenant } = await pageAccess('ledger')
  const { one } = await readAddress(searchParams)
  const status = STATUSES.find((word) => word === one('status')) ?? null
  const cursor = one('cursor')
  const page = { via: null, status, kind: null, keyId: null, limit: ROWS, cursor }
  const { submissions, nextCursor } = await listSubmissions(tenant, page)
  const base = status ? `?status=${status}` : ''
  const next = nextCursor && `/inbox${base || '?'}${base && '&'}cursor=${encodeURIComponent(nextCursor)}`
  return (
    <>
      <PageHeading title="Inbox">Everything that was handed in, newest first, and what became of it.</PageHeading>
      <StatusFilter chosen={status} />
      {submissions.length > 0 && <SubmissionTable submissions={submissions} />}
      {submissions.length === 0 && (
        <Notice title={status ? 'Nothing with this outcome' : 'Nothing has come in yet'}>
          <p>
            {status ? <Link href="/inbox">Show every outcome</Link> : <Link href="/upload">Upload reports</Link>}
            {status ? ', or ' : ': the .xml, .gz or .zip files, or the mails that brought them.'}
            {status && <Link href="/upload">upload more reports</Link>}
          </p>
        </Notice>
      )}
      <Pager firstHref={cursor && `/inbox${base}`} nextHref={next} />
    </>
  )
}
