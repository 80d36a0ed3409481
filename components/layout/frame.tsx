import Link from 'next/link'
import type { ReactNode } from 'react'

import { NavLinks } from './nav-links.tsx'

import classes from './frame.module.css'

/** What stands around every page: the way to the other pages, and the one place for the page itself. */
export function Frame({ band, children }: { band: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <header className={classes.side}>
        <Link className={classes.brand} href="/">
          <SealMark />
          Signet
        </Link>
        <NavLinks />
      </header>
      <div className={classes.column}>
        {band}
        <main id="page" tabIndex={-1} className={classes.main}>
          {children}
        </main>
      </div>
    </div>
  )
}

function SealMark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="2.4" aria-hidden>
      <circle cx="16" cy="16" r="13" />
      <path d="M9 12.5 16 18l7-5.5M9 12v9.5h14V12" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  )
}
