import Link from 'next/link'
import type { ReactNode } from 'react'

import { Jump } from './jump.tsx'
import { type May, NavLinks } from './nav-links.tsx'
import { SealMark } from './seal-mark.tsx'
import { SoftLinks } from './soft-links.tsx'

import classes from './frame.module.css'

type Props = {
  band: ReactNode
  /** Who is signed in, in which organization. */
  account: ReactNode
  may: May
  children: ReactNode
}

/** What stands around every page: the way to the other pages, and the one place for the page itself. */
export function Frame({ band, account, may, children }: Props) {
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header className={classes.side}>
        <Link className={classes.brand} href="/" prefetch={false}>
          <SealMark />
          Signet
        </Link>
        <Jump may={may} />
        <NavLinks may={may} />
        {account}
      </header>
      <div className={classes.column}>
        {band}
        <SoftLinks className={classes.main!}>{children}</SoftLinks>
      </div>
    </div>
  )
}
