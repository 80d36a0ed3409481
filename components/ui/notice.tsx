import type { ReactNode } from 'react'

import classes from './notice.module.css'

/** What a page shows instead of numbers: nothing yet, nothing found, failed. Says what is so, then what to do. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.notice}>
      <h2>{title}</h2>
      <div className={classes.text}>{children}</div>
    </div>
  )
}
