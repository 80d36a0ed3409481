'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'

import { send } from '#components/ui/send.ts'

/** Tries a setting out and says what happened. */
export function SettingTest({ name }: { name: string }) {
  const [said, setSaid] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const run = async (): Promise<void> => {
    setSending(true)
    const { answer, problem } = await send('POST', `/api/v1/settings/${name}/test`)
    setSending(false)
    setSaid(problem ?? String(answer?.sentence))
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={isSending}
        aria-label={`Try ${name}`}
        onClick={() => void run()}
      >
        Try
      </Button>
      {said !== null && <p role="status">{said}</p>}
    </>
  )
}
