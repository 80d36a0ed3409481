import { type ReactNode, useId } from 'react'

import classes from './section.module.css'

/** A part of a page under its heading. `aside` stands at the heading's right: a switch, a link to more. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** The heading of a page, with one sentence under it that says what is shown. */
export function PageHeading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.page}>
      <h1>{title}</h1>
      {children && <p className={classes.lead}>{children}</p>}
    </div>
  )
}

/** What changes or exports the table under it, in one line. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={classes.toolbar}>{children}</div>
}

/** Leads from a part of a list to all of it. */
export function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return <a href={href}>{children}</a>
}
