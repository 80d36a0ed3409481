import type { ReactNode } from 'react'

import classes from './figures.module.css'

export type Figure = {
  label: string
  value: ReactNode
  tone?: 'pass' | 'fail'
  /** Beside the value how it changed, beneath it what it is of. */
  change?: string | null
  note?: ReactNode
}

/** The headline: a few large numbers in one row, each with its word. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, tone, change, note }) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd data-tone={tone}>
            {value}
            {change && (
              <span className={classes.change}>
                {change}
                <span className="visually-hidden"> than in the days before</span>
              </span>
            )}
          </dd>
          {note && <dd className={classes.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
