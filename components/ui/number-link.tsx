import type { ReactNode } from 'react'

import classes from './number-link.module.css'

/** A number that can be opened: it leads to the rows behind it. A plain link, for there may be hundreds on a page (SoftLinks). */
export function NumberLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={classes.number} href={href}>
      {children}
    </a>
  )
}
