import type { Metadata } from 'next'

import { ownPage } from '#app/page-access.ts'
import { NameForm } from '#components/settings/name-form.tsx'
import { OrganizationForm } from '#components/settings/organization-form.tsx'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { type Membership, can } from '#lib/auth/access.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Organizations' }

const COLUMNS: Column<Membership>[] = [
  { heading: 'Name', phone: 'title', cell: ({ organization }) => organization.name },
  { heading: 'Your role', cell: ({ role, domains }) => (role === 'viewer' ? `viewer of ${domains.join(', ')}` : role) },
]

export default async function OrganizationPage() {
  const { memberships, access } = await ownPage()
  return (
    <>
      <PageHeading title="Organizations">
        What came in belongs to one organization and is seen by its members. Which one you are looking at is chosen
        beside your name.
      </PageHeading>
      <Section title="Yours">
        <DataTable
          caption="Organizations that you belong to"
          columns={COLUMNS}
          rows={memberships}
          rowKey={({ memberId }) => memberId}
        />
      </Section>
      {access && can(access, 'own') && (
        <Section title={`Rename ${access.organization.name}`}>
          <NameForm to="/api/v1/organization" label="Name of the organization" name={access.organization.name} />
        </Section>
      )}
      {memberships.some(({ role }) => role === 'owner') && (
        <Section title="Make another one">
          <OrganizationForm />
        </Section>
      )}
    </>
  )
}
