import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { readPageAsker } from '#app/page-access.ts'
import { SignInForm } from '#components/account/sign-in-form.tsx'
import { type PageProps, readAddress } from '#components/layout/read-address.ts'
import { PageHeading } from '#components/ui/section.tsx'
import { safePath } from '#lib/auth/safe-path.ts'
import { isSetUpDue } from '#lib/auth/set-up-token.ts'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps) {
  const next = safePath((await readAddress(searchParams)).one('next'))
  const { access, signedIn } = await readPageAsker()
  if (access || signedIn) redirect(next)
  if (await isSetUpDue()) redirect('/set-up')
  return (
    <>
      <PageHeading title="Sign in" />
      <SignInForm next={next} />
      <noscript>
        <p>Signing in needs JavaScript.</p>
      </noscript>
    </>
  )
}
