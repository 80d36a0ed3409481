import type { ReactNode } from 'react'

import classes from './lists.module.css'

/** Ranked lists beside each other, as many as fit. */
export function Lists({ children }: { children: ReactNode }) {
  return <div className={classes.lists}>{children}</div>
}
