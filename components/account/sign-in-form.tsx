'use client'

import { PasswordInput, TextInput } from '@mantine/core'

import { SendForm } from '#components/ui/send-form.tsx'

/** @param next where to go then: a path of Signet's own. The page is loaded anew, so that nothing of before is shown. */
export function SignInForm({ next }: { next: string }) {
  return (
    <SendForm to="/api/v1/session" submit="Sign in" onDone={() => window.location.assign(next)}>
      <TextInput name="email" type="email" label="E-mail address" autoComplete="username" required autoFocus />
      <PasswordInput name="password" label="Password" autoComplete="current-password" required />
    </SendForm>
  )
}
