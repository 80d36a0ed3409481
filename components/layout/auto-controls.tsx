'use client'

import type { ReactNode } from 'react'

import classes from './filter-bar.module.css'

/** A plain select that sends its form when it changes. */
export function AutoSelect(props: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <select
      className={classes.control}
      name={props.name}
      aria-label={props.label}
      defaultValue={props.value}
      onChange={(event) => event.currentTarget.form?.requestSubmit()}
    >
      {props.children}
    </select>
  )
}

/** The same for a choice that is on or off. */
export function AutoCheck(props: { name: string; value: string; label: string; isOn: boolean }) {
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        name={props.name}
        value={props.value}
        defaultChecked={props.isOn}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      />
      {props.label}
    </label>
  )
}
