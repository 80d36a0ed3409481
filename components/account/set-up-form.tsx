'use client'

import { TextInput } from '@mantine/core'
import { useSyncExternalStore } from 'react'

import { NewPassword } from '#components/ui/new-password.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

/** The token stands behind the # of the address that the start printed: what stands there never goes over the network. */
export function SetUpForm({ passwordMin }: { passwordMin: number }) {
  const token = useSyncExternalStore(never, tokenOfAddress, () => '')
  return (
    <SendForm to="/api/v1/set-up" submit="Set up" onDone={() => window.location.assign('/')}>
      <TextInput
        name="token"
        label="Token"
        description="From the address that the start of Signet printed"
        key={token}
        defaultValue={token}
        autoComplete="off"
        required
      />
      <TextInput name="organization" label="Organization" description="Whose mail is this about?" required />
      <TextInput name="name" label="Your name" autoComplete="name" required />
      <TextInput name="email" type="email" label="E-mail address" autoComplete="username" required />
      <NewPassword label="Password" passwordMin={passwordMin} />
    </SendForm>
  )
}

function tokenOfAddress(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
}

/** The address does not change under the form. */
function never(): () => void {
  return () => {}
}
