import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import type { VerdictBar } from '#lib/format/verdict-bars.ts'

import { PALETTE } from './palette.ts'

import classes from './charts.module.css'

type Props = { active?: boolean; payload?: readonly { payload?: VerdictBar }[] }

/** The numbers of one column, as words. */
export function VerdictTooltip({ active, payload }: Props) {
  const bar = payload?.[0]?.payload
  if (!active || !bar) return null
  const total = (bar.pass ?? 0) + (bar.fail ?? 0)
  return (
    <div className={classes.tooltip}>
      <strong>{bar.title}</strong>
      {bar.pass === null ? (
        <p>{bar.incomplete ? 'No report yet' : 'No report speaks of this'}</p>
      ) : (
        <dl>
          <dt data-tone="pass">{PALETTE.pass.label}</dt>
          <dd>{formatCount(bar.pass)}</dd>
          <dt data-tone="fail">{PALETTE.fail.label}</dt>
          <dd>{formatCount(bar.fail ?? 0)}</dd>
          <dt>Passes</dt>
          <dd>{formatPercent(shareOf(bar.pass, total))}</dd>
        </dl>
      )}
      {bar.incomplete && bar.pass !== null && <p>May not be complete yet</p>}
      {bar.estimated && <p>Estimated: spread from a longer report</p>}
    </div>
  )
}
