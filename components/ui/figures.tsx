import type { ReactNode } from 'react'

import classes from './figures.module.css'

export type Figure = { label: string; value: ReactNode; tone?: 'pass' | 'fail'; note?: string }

/** The headline: a few large numbers in one row, each with its word. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, tone, note }) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd data-tone={tone}>{value}</dd>
          {note && <dd className={classes.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
