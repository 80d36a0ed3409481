'use client'

import { PasswordInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { NewPassword } from '#components/ui/new-password.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

export function PasswordForm({ passwordMin }: { passwordMin: number }) {
  const router = useRouter()
  const [isDone, setDone] = useState(false)
  const onDone = (): void => {
    setDone(true)
    router.refresh()
  }
  return (
    <SendForm method="PUT" to="/api/v1/profile/password" submit="Change the password" onDone={onDone}>
      <PasswordInput name="current" label="Present password" autoComplete="current-password" required />
      <NewPassword label="New password" passwordMin={passwordMin} note="your other sessions end" />
      {isDone && <p role="status">The password was changed.</p>}
    </SendForm>
  )
}
