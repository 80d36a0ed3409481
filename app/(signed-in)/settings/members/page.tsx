import type { Metadata } from 'next'

import { pageAccess } from '#app/page-access.ts'
import { InvitationTable } from '#components/settings/invitation-table.tsx'
import { InviteForm } from '#components/settings/invite-form.tsx'
import { MemberTable } from '#components/settings/member-table.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { listInvitations } from '#lib/auth/invitations.ts'
import { listMembers } from '#lib/auth/members.ts'
import { readConfig } from '#lib/config.ts'
import { listDomainNames } from '#lib/queries/list-domains.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  const { organization, tenant, actor } = await pageAccess('people')
  const [members, invitations, domains] = await Promise.all([
    listMembers(organization.id),
    listInvitations(organization.id),
    listDomainNames(tenant),
  ])
  const { baseUrl, smtpOut } = readConfig()
  const mayMakeOwners = actor.kind === 'user' && actor.role === 'owner'
  return (
    <>
      <PageHeading title="Members">
        Owners and admins do everything; only owners make owners and read the audit log. Members read everything.
        Viewers see the numbers of the domains that are named, and nothing else.
      </PageHeading>
      <Section title={`Members of ${organization.name}`}>
        <MemberTable members={members} mayMakeOwners={mayMakeOwners} />
      </Section>
      <Section title="Open invitations">
        <InvitationTable
          invitations={invitations.map((one) => ({ ...one, link: `${baseUrl}/invitation/${one.id}` }))}
        />
      </Section>
      <Section title="Invite somebody">
        <InviteForm domains={domains} mayMakeOwners={mayMakeOwners} hasMail={smtpOut !== null} />
      </Section>
    </>
  )
}
