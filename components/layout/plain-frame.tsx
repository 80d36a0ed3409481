import type { ReactNode } from 'react'

import { SealMark } from './seal-mark.tsx'

import classes from './plain-frame.module.css'

/** What stands around the pages for those who have not signed in. */
export function PlainFrame({ children, isWide = false }: { children: ReactNode; isWide?: boolean }) {
  return (
    <div className={classes.frame} data-wide={isWide || undefined}>
      <header className={classes.brand}>
        <SealMark />
        Signet
      </header>
      <main id="page">{children}</main>
    </div>
  )
}
