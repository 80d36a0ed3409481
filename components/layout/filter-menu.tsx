'use client'

import { useClickOutside } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'

import bar from './filter-bar.module.css'
import classes from './filter-menu.module.css'

type Props = {
  label: string
  /** Read before the label, where the label alone does not say what it is. */
  hint?: string
  children: ReactNode
}

/** What is chosen, and behind it the choice of something else. A details element, so that it opens without JavaScript too. */
export function FilterMenu({ label, hint, children }: Props) {
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
        {hint && <span className="visually-hidden">{hint}</span>}
        {label}
      </summary>
      <div className={classes.menu}>{children}</div>
    </details>
  )
}
