import type { ReactNode } from 'react'

import classes from './quiet.module.css'

/** A line in place of a table, or beneath one. */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className={classes.quiet}>{children}</p>
}

/** Text that warns, in the colour of what fails; a zero warns of nothing. */
export function Failing({ count, children }: { count: number; children: ReactNode }) {
  return count > 0 ? <span className={classes.failing}>{children}</span> : '0'
}
