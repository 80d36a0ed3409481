import { formatCount } from '#lib/format/format-count.ts'
import { formatPercent, shareOf } from '#lib/format/format-percent.ts'
import { type TimeBar, totalOf } from '#lib/format/time-bars.ts'

import { PALETTE, type Series } from './palette.ts'

import classes from './charts.module.css'

type Props = {
  series: Series[]
  missing: string | undefined
  active?: boolean
  payload?: readonly { payload?: TimeBar }[]
}

/** The numbers of one column, as words. */
export function SeriesTooltip({ series, missing, active, payload }: Props) {
  const bar = payload?.[0]?.payload
  if (!active || !bar) return null
  return (
    <div className={classes.tooltip}>
      <strong>{bar.title}</strong>
      {bar.series === null ? (
        <p>{missing ?? (bar.incomplete ? 'No report yet' : 'No report speaks of this')}</p>
      ) : (
        <dl>
          {series.toReversed().map(({ key, palette, label }) => (
            <Line
              key={key}
              color={PALETTE[palette].color}
              label={label}
              messages={bar.series?.[key] ?? 0}
              of={bar.series!}
            />
          ))}
          {bar.before !== null && (
            <>
              <dt>The days before</dt>
              <dd>{formatCount(bar.before)}</dd>
            </>
          )}
        </dl>
      )}
      {bar.incomplete && bar.series !== null && <p>May not be complete yet</p>}
      {bar.estimated && <p>Estimated: spread from a longer report</p>}
    </div>
  )
}

function Line(props: { color: string; label: string; messages: number; of: Record<string, number> }) {
  return (
    <>
      <dt>
        <span className={classes.key} style={{ background: props.color }} /> {props.label}
      </dt>
      <dd>
        {formatCount(props.messages)} · {formatPercent(shareOf(props.messages, totalOf(props.of)))}
      </dd>
    </>
  )
}
