import Link from 'next/link'
import type { ReactNode } from 'react'

import classes from './number-link.module.css'

/** A number that can be opened: it leads to the rows behind it. Not prefetched, for there may be hundreds on a page. */
export function NumberLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className={classes.number} href={href} prefetch={false}>
      {children}
    </Link>
  )
}
