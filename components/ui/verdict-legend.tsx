import type { VerdictBar } from '#lib/format/verdict-bars.ts'

import classes from './verdict-by-day.module.css'

/** Only what the chart really shows is explained. */
export function VerdictLegend({ bars }: { bars: VerdictBar[] }) {
  const keys = [
    { key: 'pass', word: 'pass', isShown: true },
    { key: 'fail', word: 'fail', isShown: true },
    {
      key: 'incomplete',
      word: 'may not be complete',
      isShown: bars.some((bar) => bar.incomplete && bar.pass !== null),
    },
    { key: 'estimated', word: 'estimated', isShown: bars.some((bar) => bar.estimated) },
    { key: 'missing', word: 'no reports', isShown: bars.some((bar) => bar.pass === null && !bar.incomplete) },
  ]
  return (
    <ul className={classes.legend} aria-label="Legend">
      {keys.map(
        ({ key, word, isShown }) =>
          isShown && (
            <li key={key}>
              <span className={classes.swatch} data-key={key} aria-hidden />
              {word}
            </li>
          ),
      )}
    </ul>
  )
}
