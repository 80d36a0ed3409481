'use client'

import { TextInput } from '@mantine/core'

import { NewPassword } from '#components/ui/new-password.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

type Props = { id: string; isNew: boolean; passwordMin: number }

/** @param isNew whoever is invited has no account yet, and makes one. */
export function AcceptForm({ id, isNew, passwordMin }: Props) {
  return (
    <SendForm
      to={`/api/v1/invitations/${encodeURIComponent(id)}/accept`}
      submit={isNew ? 'Make the account and join' : 'Join'}
      onDone={() => window.location.assign('/')}
    >
      {isNew && (
        <>
          <TextInput name="name" label="Your name" autoComplete="name" required />
          <NewPassword label="Password" passwordMin={passwordMin} />
        </>
      )}
    </SendForm>
  )
}
