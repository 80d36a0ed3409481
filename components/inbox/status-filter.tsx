import Link from 'next/link'

import { OUTCOMES } from './outcome-words.ts'

import classes from './inbox.module.css'

/** One link for each outcome; the choice is in the address. */
export function StatusFilter({ chosen }: { chosen: string | null }) {
  const choices = [
    { status: null, word: 'everything' },
    ...Object.entries(OUTCOMES).map(([status, { word }]) => ({ status, word })),
  ]
  return (
    <nav className={classes.filter} aria-label="Outcome">
      {choices.map(({ status, word }) => (
        <Link
          key={word}
          href={status ? `/inbox?status=${status}` : '/inbox'}
          aria-current={status === chosen ? 'true' : undefined}
        >
          {word}
        </Link>
      ))}
    </nav>
  )
}
