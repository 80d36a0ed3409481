'use client'

import { useClickOutside } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'

import bar from './filter-bar.module.css'
import classes from './range-menu.module.css'

/** The days shown, and behind it the choice of others. A details element, so that it opens without JavaScript too. */
export function RangeMenu({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  const close = () => document.getElementById(id)?.removeAttribute('open')
  const ref = useClickOutside<HTMLDetailsElement>(close)
  return (
    <details
      ref={ref}
      id={id}
      className={classes.range}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        event.currentTarget.querySelector('summary')?.focus()
      }}
    >
      <summary className={bar.control}>
        <span className="visually-hidden">Days: </span>
        {label}
      </summary>
      <div className={classes.menu}>{children}</div>
    </details>
  )
}
