import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { SetUpForm } from '#components/account/set-up-form.tsx'
import { PageHeading } from '#components/ui/section.tsx'
import { PASSWORD_MIN } from '#lib/auth/check-words.ts'
import { isSetUpDue } from '#lib/auth/set-up-token.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Set up' }

export default async function SetUpPage() {
  if (!(await isSetUpDue())) redirect('/')
  return (
    <>
      <PageHeading title="Set Signet up">
        The first account owns this installation, and everything that has come in so far is its organization’s. After
        this nobody gets in without an invitation.
      </PageHeading>
      <SetUpForm passwordMin={PASSWORD_MIN} />
      <noscript>
        <p>Setting up in the browser needs JavaScript. SIGNET_ADMIN_EMAIL and SIGNET_ADMIN_PASSWORD do it without.</p>
      </noscript>
    </>
  )
}
