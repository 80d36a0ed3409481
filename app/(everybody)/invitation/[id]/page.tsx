import type { Metadata } from 'next'
import Link from 'next/link'

import { readPageAsker } from '#app/page-access.ts'
import { AcceptForm } from '#components/account/accept-form.tsx'
import { readPart } from '#components/layout/read-part.ts'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { PASSWORD_MIN } from '#lib/auth/check-words.ts'
import { findInvitation, hasAccount, isFor } from '#lib/auth/invitations.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Invitation' }

export default async function InvitationPage({ params }: { params: Promise<{ id: string }> }) {
  const id = readPart((await params).id)
  const invitation = id ? await findInvitation(id) : null
  if (!invitation) return <Gone />
  const { organization, invitedBy, email, role, domains } = invitation
  const { signedIn } = await readPageAsker()
  const isNew = !signedIn && !(await hasAccount(email))
  return (
    <>
      <PageHeading title={`Join ${organization.name}`}>
        {invitedBy} invites {email} to be {role === 'owner' || role === 'admin' ? 'an' : 'a'} {role}
        {role === 'viewer' && `, and to see ${domains.join(', ')}`}.
      </PageHeading>
      {signedIn && !isFor(invitation, signedIn) && (
        <Notice title={`You are signed in as ${signedIn.user.email}`}>
          <p>This invitation is for another address: sign out, then open it again.</p>
        </Notice>
      )}
      {!signedIn && !isNew && (
        <p>
          <Link href={`/sign-in?next=${encodeURIComponent(`/invitation/${invitation.id}`)}`}>Sign in as {email}</Link>{' '}
          to join.
        </p>
      )}
      {(isNew || (signedIn && isFor(invitation, signedIn))) && (
        <AcceptForm id={invitation.id} isNew={isNew} passwordMin={PASSWORD_MIN} />
      )}
    </>
  )
}

function Gone() {
  return (
    <>
      <PageHeading title="This invitation is no longer good" />
      <Notice title="What to do">
        <p>
          It was used, taken back, or is too old. Ask whoever sent it for another one, or{' '}
          <Link href="/sign-in">sign in</Link>.
        </p>
      </Notice>
    </>
  )
}
