'use client'

import { TextInput } from '@mantine/core'

import { SendForm } from '#components/ui/send-form.tsx'

/** Everything that is shown afterwards is about the new organization. */
export function OrganizationForm() {
  return (
    <SendForm to="/api/v1/organizations" submit="Make it" onDone={() => window.location.assign('/')}>
      <TextInput name="name" label="Name" maxLength={100} autoComplete="off" required />
    </SendForm>
  )
}
