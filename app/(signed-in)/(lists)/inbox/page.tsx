import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { KeepCurrent } from '#components/inbox/keep-current.tsx'
import { LedgerFilter } from '#components/inbox/ledger-filter.tsx'
import { ledgerHref } from '#components/inbox/ledger-href.ts'
import { SubmissionTable } from '#components/inbox/submission-table.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { can } from '#lib/auth/access.ts'
import { formatCounted } from '#lib/format/format-count.ts'
import { AUTHENTICITIES, KINDS, STATUSES, VIAS } from '#lib/queries/ledger-words.ts'
import { countQuarantined, countWaiting, listSubmissions } from '#lib/queries/list-submissions.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Inbox' }

const ROWS = 50

export default async function InboxPage({ searchParams }: PageProps) {
  const access = await pageAccess('ledger')
  const { one } = await readAddress(searchParams)
  const filter = {
    status: STATUSES.find((word) => word === one('status')) ?? null,
    via: VIAS.find((word) => word === one('via')) ?? null,
    kind: KINDS.find((word) => word === one('kind')) ?? null,
    authenticity: AUTHENTICITIES.find((word) => word === one('authenticity')) ?? null,
    search: one('search'),
  }
  const cursor = one('cursor')
  const [{ submissions, nextCursor }, waiting, quarantined] = await Promise.all([
    listSubmissions(access.tenant, { ...filter, limit: ROWS, cursor }),
    countWaiting(access.tenant),
    countQuarantined(access.tenant),
  ])
  const isNarrow = Object.values(filter).some((value) => value !== null)
  return (
    <>
      <PageHeading title="Inbox">Everything that was handed in, newest first, and what became of it.</PageHeading>
      <KeepCurrent isBusy={waiting > 0} />
      <LedgerFilter filter={filter} />
      <p role="status">{waiting > 0 && `${formatCounted(waiting, 'file waits', 'files wait')} to be read.`}</p>
      {quarantined > 0 && filter.status !== 'quarantined' && (
        <p>
          <a href="/inbox?status=quarantined">{formatCounted(quarantined, 'mail waits', 'mails wait')} in quarantine</a>{' '}
          for your decision.
        </p>
      )}
      {submissions.length > 0 && (
        <>
          <SubmissionTable submissions={submissions} mayRead={can(access, 'manage') && !access.organization.isDemo} />
          <ExportLinks what="the inbox" href={ledgerHref('/api/v1/submissions', filter)} />
        </>
      )}
      {submissions.length === 0 && isNarrow && (
        <Notice title="Nothing here is like that">
          <p>
            <a href="/inbox">Show everything</a>, or <a href="/upload">upload more reports</a>
          </p>
        </Notice>
      )}
      {submissions.length === 0 && !isNarrow && (
        <Notice title="Nothing has come in yet">
          <p>
            <a href="/upload">Upload reports</a>: the .xml, .gz or .zip files, or the mails that brought them; or{' '}
            <a href="/settings/ingest">have them mailed here</a>.
          </p>
        </Notice>
      )}
      <Pager
        firstHref={cursor && ledgerHref('/inbox', filter)}
        nextHref={nextCursor && ledgerHref('/inbox', filter, nextCursor)}
      />
    </>
  )
}
