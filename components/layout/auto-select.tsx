'use client'

import type { ReactNode } from 'react'

import classes from './filter-bar.module.css'

/** A plain select that sends its form when it changes. An empty choice is left out of the address. */
export function AutoSelect(props: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <select
      className={classes.control}
      name={props.name}
      aria-label={props.label}
      defaultValue={props.value}
      onChange={(event) => {
        const form = event.currentTarget.form
        for (const field of form?.querySelectorAll('select') ?? []) field.disabled = field.value === ''
        form?.requestSubmit()
        for (const field of form?.querySelectorAll('select') ?? []) field.disabled = false
      }}
    >
      {props.children}
    </select>
  )
}
