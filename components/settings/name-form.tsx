'use client'

import { TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'

import { SendForm } from '#components/ui/send-form.tsx'

/** One name, of a person or an organization, where it can be changed. */
export function NameForm({ to, label, name }: { to: string; label: string; name: string }) {
  const router = useRouter()
  return (
    <SendForm method="PUT" to={to} submit="Save" onDone={() => router.refresh()}>
      <TextInput key={name} name="name" label={label} defaultValue={name} maxLength={100} required />
    </SendForm>
  )
}
