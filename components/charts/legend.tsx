import { PALETTE, type Series } from './palette.ts'

import classes from './chart-box.module.css'

/** Marks of a chart that are no series: a column that may grow, one that is estimated, no report at all, nothing handed in, the days before. */
export type LegendMark = 'incomplete' | 'estimated' | 'missing' | 'untold' | 'before'

const WORDS: Record<LegendMark, string> = {
  incomplete: 'may not be complete',
  estimated: 'estimated',
  missing: 'no reports',
  untold: 'nothing handed in',
  before: 'the days before',
}

/** Only what the chart really shows is explained. */
export function Legend({ series, marks = [] }: { series: Series[]; marks?: LegendMark[] }) {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {series.map(({ key, palette, label }) => (
        <li key={key}>
          <span className={classes.swatch} style={{ background: PALETTE[palette].color }} aria-hidden />
          {label}
        </li>
      ))}
      {marks.map((mark) => (
        <li key={mark}>
          <span className={classes.swatch} data-key={mark} aria-hidden />
          {WORDS[mark]}
        </li>
      ))}
    </ul>
  )
}
