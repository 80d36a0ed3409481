import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { AuditTable } from '#components/settings/audit-table.tsx'
import { ExportLinks } from '#components/ui/export-links.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { listAudit } from '#lib/audit/list-audit.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Audit log' }

const ROWS = 50

export default async function AuditPage({ searchParams }: PageProps) {
  const { organization, tenant } = await pageAccess('own')
  const cursor = (await readAddress(searchParams)).one('cursor')
  const { audit, nextCursor } = await listAudit(tenant, { limit: ROWS, cursor })
  return (
    <>
      <PageHeading title="Audit log">
        Who did what in {organization.name}, when and from where, newest first. Lines are added and never changed.
      </PageHeading>
      <AuditTable lines={audit} />
      <ExportLinks what="the audit log" href="/api/v1/audit" />
      <Pager
        firstHref={cursor && '/settings/audit'}
        nextHref={nextCursor && `/settings/audit?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  )
}
