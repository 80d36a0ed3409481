import classes from './pager.module.css'

/** Cursor paging: the next page, and back to the first. Null where there is none. */
export function Pager({ firstHref, nextHref }: { firstHref: string | null; nextHref: string | null }) {
  if (!firstHref && !nextHref) return null
  return (
    <nav className={classes.pager} aria-label="Further rows">
      {firstHref && <a href={firstHref}>Back to the first rows</a>}
      {nextHref && <a href={nextHref}>Next rows</a>}
    </nav>
  )
}
