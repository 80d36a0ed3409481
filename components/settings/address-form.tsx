'use client'

import { NativeSelect } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { CopyLine } from '#components/ui/copy-line.tsx'
import { DomainInput } from '#components/ui/domain-input.tsx'
import { SendForm } from '#components/ui/send-form.tsx'

import { PURPOSE_WORDS } from './purpose-words.ts'

import classes from './settings.module.css'

export function AddressForm() {
  const router = useRouter()
  const [made, setMade] = useState<string | null>(null)
  const onDone = ({ address }: Record<string, unknown>): void => {
    setMade(String(address))
    router.refresh()
  }
  return (
    <>
      {made !== null && (
        <div className={classes.once} role="status">
          <p>It takes mail from now on.</p>
          <CopyLine label="The new address" text={made} />
        </div>
      )}
      <SendForm to="/api/v1/ingest-addresses" submit="Make the address" onDone={onDone}>
        <NativeSelect
          name="purpose"
          label="What it is for"
          data={Object.entries(PURPOSE_WORDS).map(([value, label]) => ({ value, label }))}
        />
        <DomainInput description="Whose record it is published in; empty: any domain" />
      </SendForm>
    </>
  )
}
