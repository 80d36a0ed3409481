import type { Metadata } from 'next'

import { ownPage } from '#app/page-access.ts'
import { NameForm } from '#components/settings/name-form.tsx'
import { PasswordForm } from '#components/settings/password-form.tsx'
import { SessionTable } from '#components/settings/session-table.tsx'
import { PageHeading, Section } from '#components/ui/section.tsx'
import { SendButton } from '#components/ui/send-button.tsx'
import { PASSWORD_MIN } from '#lib/auth/check-words.ts'
import { listSessions } from '#lib/auth/sessions.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  const { user, sessionId } = await ownPage()
  const sessions = await listSessions(user.id, sessionId)
  const others = (
    <SendButton method="DELETE" to="/api/v1/sessions" label="End all others" about="sessions" confirm="End" />
  )
  return (
    <>
      <PageHeading title="Profile">You are signed in as {user.email}.</PageHeading>
      <Section title="Name">
        <NameForm to="/api/v1/profile" label="Name that other members see" name={user.name} />
      </Section>
      <Section title="Password">
        <PasswordForm passwordMin={PASSWORD_MIN} />
      </Section>
      <Section title="Sessions" aside={sessions.length > 1 && others}>
        <SessionTable sessions={sessions} />
      </Section>
    </>
  )
}
