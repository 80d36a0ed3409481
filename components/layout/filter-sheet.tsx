'use client'

import { type ReactNode, useId, useState } from 'react'

import classes from './filter-bar.module.css'

/** On a phone the filter is one line that opens; on a wide screen it always lies open (see the style sheet). */
export function FilterSheet({ summary, children }: { summary: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        className={classes.opener}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span>{summary}</span>
        <span>{open ? 'Close' : 'Filter'}</span>
      </button>
      <div id={id} className={classes.sheet} data-open={open || undefined}>
        {children}
      </div>
    </>
  )
}
