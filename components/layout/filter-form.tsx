'use client'

import Form from 'next/form'
import type { FormEvent, ReactNode } from 'react'

import classes from './filter-bar.module.css'

/** Sends the filter to the page's own address, without what is not chosen. */
export function FilterForm({ action, children }: { action: string; children: ReactNode }) {
  return (
    <Form action={action} className={classes.form} onSubmit={leaveOutEmpty}>
      {children}
    </Form>
  )
}

/** Fields that are disabled do not go along; they are again what they were once the form is read. */
function leaveOutEmpty(event: FormEvent<HTMLFormElement>): void {
  const fields = event.currentTarget.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')
  const empty = [...fields].filter(({ value }) => value.trim() === '')
  for (const field of empty) field.disabled = true
  setTimeout(() => {
    for (const field of empty) field.disabled = false
  })
}
