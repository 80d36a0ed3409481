'use client'

import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'

import { send } from './send.ts'

import classes from './send-form.module.css'

type Props = {
  method?: 'POST' | 'PUT'
  /** A route of the API; its body is a JSON object with the fields of the form. */
  to: string
  submit: string
  /** Names of fields whose values are a list: checkboxes of one name. */
  lists?: string[]
  /** Names of fields that hold words, with spaces, commas or line breaks between them. */
  words?: string[]
  onDone: (answer: Record<string, unknown>) => void
  children: ReactNode
}

/** A form that is sent to the API; what the API finds wrong is said above its button. */
export function SendForm({ method = 'POST', to, submit, lists = [], words = [], onDone, children }: Props) {
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const text = (name: string): string => (fields.get(name) as string | null) ?? ''
    const body: Record<string, string | string[] | null> = {}
    for (const name of fields.keys()) body[name] = text(name) || null
    for (const name of lists) body[name] = fields.getAll(name) as string[]
    for (const name of words)
      body[name] = text(name)
        .split(/[\s,;]+/)
        .filter(Boolean)
    setSending(true)
    const sent = await send(method, to, body)
    setSending(false)
    setProblem(sent.problem)
    if (sent.answer === null) return
    form.reset()
    onDone(sent.answer)
  }

  return (
    <form className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      {children}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div>
        <Button type="submit" size="sm" loading={isSending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
