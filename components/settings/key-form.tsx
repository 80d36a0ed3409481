'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { CopyLine } from '#components/ui/copy-line.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

import classes from './settings.module.css'

export function KeyForm() {
  const router = useRouter()
  const [made, setMade] = useState<{ name: string; key: string } | null>(null)
  const onDone = (answer: Record<string, unknown>): void => {
    setMade(answer as { name: string; key: string })
    router.refresh()
  }
  return (
    <>
      {made && (
        <div className={classes.once} role="status">
          <p>The key {made.name}. It is shown this once; Signet keeps only what it takes to recognize it.</p>
          <CopyLine label="The new key" text={made.key} />
        </div>
      )}
      <SendForm to="/api/v1/keys" submit="Make the key" lists={['scopes']} onDone={onDone}>
        <TextInput name="name" label="Name" description="What uses it" maxLength={100} autoComplete="off" required />
        <Checkbox.Group label="What it may do" defaultValue={['ingest']}>
          <Checkbox name="scopes" value="ingest" label="ingest: hand reports in" mt={6} />
          <Checkbox name="scopes" value="read" label="read: see everything" mt={6} />
          <Checkbox name="scopes" value="admin" label="admin: also delete, keep shorter, make keys" mt={6} />
        </Checkbox.Group>
        <TextInput name="expiresOn" type="date" label="Last day" description="UTC; empty: until it is revoked" />
      </SendForm>
    </>
  )
}
