'use client'

import { Button, Group } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { send } from './send.ts'

import classes from './send-form.module.css'

type Props = {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  to: string
  body?: object
  label: string
  /** What the button is about, for those who do not see its row. */
  about: string
  /** Words on the button that does it, where a second thought is due. */
  confirm?: string
}

/** A button that changes something, and shows the page as it is then. */
export function SendButton({ method, to, body, label, about, confirm }: Props) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (): Promise<void> => {
    setSending(true)
    const sent = await send(method, to, body)
    setSending(false)
    setAsking(false)
    setProblem(sent.problem)
    if (!sent.problem) router.refresh()
  }
  return (
    <>
      <Group gap={8} wrap="nowrap">
        {!isAsking && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isSending}
            aria-label={`${label} ${about}`}
            onClick={() => (confirm ? setAsking(true) : void run())}
          >
            {label}
          </Button>
        )}
        {isAsking && (
          <>
            <Button size="compact-sm" color="red" loading={isSending} onClick={() => void run()}>
              {confirm}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
              Keep
            </Button>
          </>
        )}
      </Group>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
