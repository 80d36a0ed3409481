import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { ownPage } from '#app/page-access.ts'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'No organization' }

export default async function NoOrganizationPage() {
  const { access, user } = await ownPage()
  if (access) redirect('/')
  return (
    <>
      <PageHeading title="You are in no organization" />
      <Notice title="What to do">
        <p>The account {user.email} was taken out of its last organization. Ask there, or elsewhere, to be invited.</p>
      </Notice>
    </>
  )
}
